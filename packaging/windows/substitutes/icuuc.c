/* icuuc.dll, part of Windows 10 and missing in Wine. Qt is linked with its converters and uses them
   for rare code pages only: every one of them is reported as unavailable here. */
#define EXPORTED __declspec(dllexport)
typedef int UErrorCode;
enum { U_ZERO_ERROR = 0, U_ILLEGAL_ARGUMENT_ERROR = 1, U_FILE_ACCESS_ERROR = 4 };

EXPORTED void *ucnv_open(const char *name, UErrorCode *error) {
    (void)name;
    *error = U_FILE_ACCESS_ERROR;
    return 0;
}

EXPORTED const char *ucnv_getName(void *converter, UErrorCode *error) {
    (void)converter;
    *error = U_ILLEGAL_ARGUMENT_ERROR;
    return 0;
}

EXPORTED const char *ucnv_getStandardName(const char *name, const char *standard, UErrorCode *error) {
    (void)name;
    (void)standard;
    *error = U_ZERO_ERROR;
    return 0;
}

EXPORTED int ucnv_countAvailable(void) { return 0; }
EXPORTED const char *ucnv_getAvailableName(int n) { (void)n; return 0; }
EXPORTED signed char ucnv_getMaxCharSize(void *converter) { (void)converter; return 1; }
EXPORTED int ucnv_fromUCountPending(void *converter, UErrorCode *error) { (void)converter; (void)error; return 0; }
EXPORTED int ucnv_toUCountPending(void *converter, UErrorCode *error) { (void)converter; (void)error; return 0; }

/* Never reached without a converter. */
#define UNREACHED(name) EXPORTED void name(void) {}
UNREACHED(UCNV_FROM_U_CALLBACK_SUBSTITUTE)
UNREACHED(UCNV_TO_U_CALLBACK_SUBSTITUTE)
UNREACHED(ucnv_cbFromUWriteUChars)
UNREACHED(ucnv_cbToUWriteUChars)
UNREACHED(ucnv_close)
UNREACHED(ucnv_fromUnicode)
UNREACHED(ucnv_getFromUCallBack)
UNREACHED(ucnv_getToUCallBack)
UNREACHED(ucnv_reset)
UNREACHED(ucnv_setFromUCallBack)
UNREACHED(ucnv_setToUCallBack)
UNREACHED(ucnv_toUnicode)
