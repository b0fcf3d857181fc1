#include "faults.h"

#include <sqlite3.h>
#include <string.h>

static _Thread_local int armed;
static _Thread_local int goes_on;
static _Thread_local long failing;
static _Thread_local long calls;

static int fails(int kind) {
  if (!(armed & kind)) return 0;
  calls++;
  return calls == failing || (goes_on && calls > failing);
}

typedef struct {
  sqlite3_file base;
  sqlite3_file *real;
} fault_file;

static sqlite3_file *real(sqlite3_file *file) { return ((fault_file *)file)->real; }

static int f_close(sqlite3_file *f) { return real(f)->pMethods->xClose(real(f)); }
static int f_read(sqlite3_file *f, void *p, int n, sqlite3_int64 at) {
  if (fails(FAULTS_READ)) return SQLITE_IOERR_READ;
  return real(f)->pMethods->xRead(real(f), p, n, at);
}
static int f_write(sqlite3_file *f, const void *p, int n, sqlite3_int64 at) {
  /* A disk that is full takes half of what it is given. */
  if (fails(FAULTS_WRITE)) {
    real(f)->pMethods->xWrite(real(f), p, n / 2, at);
    return SQLITE_FULL;
  }
  return real(f)->pMethods->xWrite(real(f), p, n, at);
}
static int f_truncate(sqlite3_file *f, sqlite3_int64 size) {
  if (fails(FAULTS_TRUNCATE)) return SQLITE_IOERR_TRUNCATE;
  return real(f)->pMethods->xTruncate(real(f), size);
}
static int f_sync(sqlite3_file *f, int flags) {
  if (fails(FAULTS_SYNC)) return SQLITE_IOERR_FSYNC;
  /* No test outlives the machine: what was written is there for whoever reads next. */
  (void)f;
  (void)flags;
  return SQLITE_OK;
}
static int f_size(sqlite3_file *f, sqlite3_int64 *size) {
  return real(f)->pMethods->xFileSize(real(f), size);
}
static int f_lock(sqlite3_file *f, int level) { return real(f)->pMethods->xLock(real(f), level); }
static int f_unlock(sqlite3_file *f, int level) {
  return real(f)->pMethods->xUnlock(real(f), level);
}
static int f_reserved(sqlite3_file *f, int *is) {
  return real(f)->pMethods->xCheckReservedLock(real(f), is);
}
static int f_control(sqlite3_file *f, int op, void *p) {
  return real(f)->pMethods->xFileControl(real(f), op, p);
}
static int f_sector(sqlite3_file *f) { return real(f)->pMethods->xSectorSize(real(f)); }
static int f_device(sqlite3_file *f) {
  return real(f)->pMethods->xDeviceCharacteristics(real(f));
}
static int f_shm_map(sqlite3_file *f, int page, int size, int extend, void volatile **p) {
  return real(f)->pMethods->xShmMap(real(f), page, size, extend, p);
}
static int f_shm_lock(sqlite3_file *f, int offset, int n, int flags) {
  return real(f)->pMethods->xShmLock(real(f), offset, n, flags);
}
static void f_shm_barrier(sqlite3_file *f) { real(f)->pMethods->xShmBarrier(real(f)); }
static int f_shm_unmap(sqlite3_file *f, int deletes) {
  return real(f)->pMethods->xShmUnmap(real(f), deletes);
}

static const sqlite3_io_methods methods = {
    2,          f_close,   f_read,     f_write,   f_truncate, f_sync,    f_size,
    f_lock,     f_unlock,  f_reserved, f_control, f_sector,   f_device,  f_shm_map,
    f_shm_lock, f_shm_barrier, f_shm_unmap, 0, 0};

static sqlite3_vfs *usual;
static sqlite3_vfs faulty;

static int v_open(sqlite3_vfs *v, const char *name, sqlite3_file *f, int flags, int *given) {
  (void)v;
  fault_file *file = (fault_file *)f;
  file->base.pMethods = 0;
  file->real = (sqlite3_file *)(file + 1);
  file->real->pMethods = 0;
  int code = usual->xOpen(usual, name, file->real, flags, given);
  /* A file that was not opened may have methods all the same: it is closed then. */
  if (file->real->pMethods) file->base.pMethods = &methods;
  return code;
}
static int v_delete(sqlite3_vfs *v, const char *name, int syncs) {
  (void)v;
  if (fails(FAULTS_DELETE)) return SQLITE_IOERR_DELETE;
  return usual->xDelete(usual, name, syncs);
}

int faults_install(void) {
  if (usual) return SQLITE_OK;
  usual = sqlite3_vfs_find(0);
  if (!usual) return SQLITE_ERROR;
  memcpy(&faulty, usual, sizeof faulty);
  faulty.zName = "faults";
  faulty.szOsFile = (int)sizeof(fault_file) + usual->szOsFile;
  faulty.xOpen = v_open;
  faulty.xDelete = v_delete;
  return sqlite3_vfs_register(&faulty, 1);
}

void faults_arm(int kinds, long n, int persists) {
  armed = kinds;
  failing = n;
  goes_on = persists;
  calls = 0;
}

long faults_disarm(void) {
  armed = 0;
  return calls;
}
