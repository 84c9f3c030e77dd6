/* python.exe: runs Py_Main of the Python library beside it, whose name DLL gives. */
#include <stdio.h>
#include <windows.h>

typedef int (*main_function)(int, wchar_t **);

int wmain(int argc, wchar_t **argv) {
    HMODULE library = LoadLibraryW(DLL);
    if (!library) {
        fprintf(stderr, "%ls cannot be loaded: error %lu\n", DLL, GetLastError());
        return 120;
    }
    main_function run = (main_function)(void *)GetProcAddress(library, "Py_Main");
    return run(argc, argv);
}
