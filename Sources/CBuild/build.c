#include "build.h"

#ifndef DOSSIER_COMMIT
#define DOSSIER_COMMIT ""
#endif

const char *dossier_build_commit(void) { return DOSSIER_COMMIT; }
