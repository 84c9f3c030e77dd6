; The Windows installer, for one person, without administrator rights.
; iscc /DVersion=1.2.3 packaging\windows\ldn-desktop.iss

[Setup]
AppId={{6C2B7C8E-3D5B-4D0B-9B7A-5B0E6B1B7F41}
AppName=LDN Desktop
AppVersion={#Version}
VersionInfoVersion={#Version}
AppPublisher=The LDN Desktop authors
DefaultDirName={autopf}\LDN Desktop
DefaultGroupName=LDN Desktop
DisableProgramGroupPage=yes
DisableDirPage=auto
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
; Qt asks for Windows 10 1809.
MinVersion=10.0.17763
LicenseFile=..\..\LICENSE
SetupIconFile=..\..\build\icons\ldn-desktop.ico
UninstallDisplayIcon={app}\LDN Desktop.exe
OutputDir=..\..\dist
OutputBaseFilename=ldn-desktop-{#Version}-setup
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
CloseApplications=yes
; MUTEX in ldn_desktop/ui/update_guard.py: neither updated nor removed while the window is open.
AppMutex=LDNDesktopWindow

[Languages]
; Inno Setup's own words; it takes the language of Windows and asks where it has none.
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "de"; MessagesFile: "compiler:Languages\German.isl"
Name: "es"; MessagesFile: "compiler:Languages\Spanish.isl"
Name: "fr"; MessagesFile: "compiler:Languages\French.isl"
Name: "nb"; MessagesFile: "compiler:Languages\Norwegian.isl"
Name: "nl"; MessagesFile: "compiler:Languages\Dutch.isl"

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[InstallDelete]
; An update leaves nothing of the older program; the diary lies elsewhere.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "..\..\dist\ldn-desktop\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs

[Icons]
; The reminder's notification is shown in the name of this shortcut.
Name: "{group}\LDN Desktop"; Filename: "{app}\LDN Desktop.exe"; AppUserModelID: "org.ldn_desktop.LDNDesktop"
Name: "{autodesktop}\LDN Desktop"; Filename: "{app}\LDN Desktop.exe"; Tasks: desktopicon

[Run]
Filename: "{app}\LDN Desktop.exe"; Description: "{cm:LaunchProgram,LDN Desktop}"; Flags: nowait postinstall skipifsilent

[UninstallRun]
; The scheduler must not look for a program that is gone.
Filename: "{app}\LDN Desktop.exe"; Parameters: "remind --off"; Flags: runhidden waituntilterminated; RunOnceId: "ReminderOff"

[Code]
{ Installed for everybody: the reminders of the others go, too. Only an administrator sees them.
  Afterwards: before, "remind --off" has switched off the own one, with its plan.
  Their names are those of task_name() in ldn_desktop/reminder/schedulers/windows_task.py. }
procedure CurUninstallStepChanged(CurUninstallStep: TUninstallStep);
var
  Task: TFindRec;
  Ended: Integer;
begin
  if (CurUninstallStep = usPostUninstall) and IsAdminInstallMode
    and FindFirst(ExpandConstant('{sys}\Tasks\LDN Desktop reminder for *'), Task) then
  try
    repeat
      Exec(ExpandConstant('{sys}\schtasks.exe'), '/Delete /F /TN "' + Task.Name + '"', '', SW_HIDE,
        ewWaitUntilTerminated, Ended);
    until not FindNext(Task);
  finally
    FindClose(Task);
  end;
end;
