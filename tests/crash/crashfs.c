/* crashfs: what would the disk hold if the power went now?
 *
 * Preloaded into the daemon. Beside the database (and its -wal) it keeps a shadow: the bytes of the last
 * fsync or fdatasync, plus a part of the later writes, since the kernel may write any page at any time. At
 * random instants, before a write, a truncation or a sync, the shadow is copied away: each copy is
 * one power cut. Nothing is asked of the program under test.
 *
 *   CRASHFS_FILE     the database; tracked are FILE, FILE-wal, FILE-journal
 *   CRASHFS_SHADOW   folder of the shadow and of the copies cut-0001, cut-0002 …
 *   CRASHFS_CUTS     how many copies at most
 *   CRASHFS_EVERY    mean number of calls between two of them
 *   CRASHFS_KEEP     percent of unsynced writes that reach the disk all the same (0)
 *   CRASHFS_SEED     of what is random
 *   CRASHFS_LIE      set: syncs do nothing, as with synchronous=OFF; the control that must fail
 *
 * A copy holds its files and "at": CLOCK_MONOTONIC in ns when the cut began. Whatever was acknowledged before
 * that must be in it. Not modelled: a folder that is not synced, torn sectors.
 */
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { DESCRIPTORS = 4096, RANGES = 4096, NAME = 1024 };

typedef struct
{
  off64_t from;
  off64_t to;
} Range;

/* One of the tracked files, however often it is open. */
typedef struct
{
  const char *suffix;
  int shadow;           /* descriptor, or -1 */
  Range ranges[RANGES]; /* written since the last sync */
  size_t n_ranges;
} Twin;

static Twin twins[] = { { .suffix = "", .shadow = -1 }, { .suffix = "-wal", .shadow = -1 },
                        { .suffix = "-journal", .shadow = -1 } };
static Twin *open_as[DESCRIPTORS];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static unsigned seed;
static long to_next;
static int cuts;

static int (*real_open64) (const char *, int, ...);
static int (*real_close) (int);
static ssize_t (*real_pwrite64) (int, const void *, size_t, off64_t);
static int (*real_ftruncate64) (int, off64_t);
static int (*real_fsync) (int);
static int (*real_fdatasync) (int);
static int (*real_unlink) (const char *);

static long
setting (const char *name, long otherwise)
{
  const char *text = getenv (name);

  return text != NULL ? atol (text) : otherwise;
}

static long
gap (void)
{
  return 1 + rand_r (&seed) % (2 * setting ("CRASHFS_EVERY", 20));
}

__attribute__ ((constructor)) static void
begin (void)
{
  *(void **) &real_open64 = dlsym (RTLD_NEXT, "open64");
  *(void **) &real_close = dlsym (RTLD_NEXT, "close");
  *(void **) &real_pwrite64 = dlsym (RTLD_NEXT, "pwrite64");
  *(void **) &real_ftruncate64 = dlsym (RTLD_NEXT, "ftruncate64");
  *(void **) &real_fsync = dlsym (RTLD_NEXT, "fsync");
  *(void **) &real_fdatasync = dlsym (RTLD_NEXT, "fdatasync");
  *(void **) &real_unlink = dlsym (RTLD_NEXT, "unlink");
  seed = (unsigned) setting ("CRASHFS_SEED", 1);
  to_next = gap ();
}

static Twin *
twin_of_path (const char *path)
{
  const char *file = getenv ("CRASHFS_FILE");
  size_t n = file != NULL ? strlen (file) : 0;

  for (size_t i = 0; n > 0 && i < sizeof twins / sizeof *twins; i++)
    if (strncmp (path, file, n) == 0 && strcmp (path + n, twins[i].suffix) == 0)
      return &twins[i];
  return NULL;
}

static Twin *
twin_of (int fd)
{
  return fd >= 0 && fd < DESCRIPTORS ? open_as[fd] : NULL;
}

static void
copy_range (int from, int to, Range range)
{
  static char bytes[1 << 16];

  for (off64_t at = range.from; at < range.to;)
    {
      size_t want = (size_t) (range.to - at) < sizeof bytes ? (size_t) (range.to - at) : sizeof bytes;
      ssize_t n = pread64 (from, bytes, want, at);

      if (n <= 0 || real_pwrite64 (to, bytes, (size_t) n, at) != n)
        return;
      at += n;
    }
}

static void
copy_whole (int from, int to)
{
  struct stat64 state;

  if (fstat64 (from, &state) == 0)
    copy_range (from, to, (Range) { 0, state.st_size });
}

/* One twin into the folder of one cut. */
static void
copy_away (const Twin *twin, const char *folder)
{
  char name[NAME];
  int to;

  snprintf (name, sizeof name, "%s/station.db%s", folder, twin->suffix);
  to = real_open64 (name, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (to < 0)
    return;
  copy_whole (twin->shadow, to);
  real_close (to);
}

static void
cut (void)
{
  char folder[NAME - 32];
  char name[NAME];
  struct timespec now;
  FILE *at;

  clock_gettime (CLOCK_MONOTONIC, &now);
  snprintf (folder, sizeof folder, "%s/cut-%04d", getenv ("CRASHFS_SHADOW"), ++cuts);
  if (mkdir (folder, 0700) != 0)
    return;
  for (size_t i = 0; i < sizeof twins / sizeof *twins; i++)
    if (twins[i].shadow >= 0)
      copy_away (&twins[i], folder);
  snprintf (name, sizeof name, "%s/at", folder);
  at = fopen (name, "w");
  if (at == NULL)
    return;
  fprintf (at, "%lld\n", (long long) now.tv_sec * 1000000000 + now.tv_nsec);
  fclose (at);
}

/* Before every call that changes the disk; with the lock held. */
static void
tick (void)
{
  if (--to_next > 0 || cuts >= setting ("CRASHFS_CUTS", 0))
    return;
  cut ();
  to_next = gap ();
}

int
open64 (const char *path, int flags, ...)
{
  va_list args;
  mode_t mode = 0;
  char name[NAME];
  Twin *twin = twin_of_path (path);
  struct stat64 state;
  int fd;

  va_start (args, flags);
  if ((flags & O_CREAT) != 0)
    mode = va_arg (args, mode_t);
  va_end (args);
  fd = real_open64 (path, flags, mode);
  if (fd < 0 || fd >= DESCRIPTORS || twin == NULL || (flags & O_ACCMODE) == O_RDONLY)
    return fd;
  pthread_mutex_lock (&lock);
  open_as[fd] = twin;
  snprintf (name, sizeof name, "%s/now%s", getenv ("CRASHFS_SHADOW"), twin->suffix);
  if (twin->shadow < 0)
    twin->shadow = real_open64 (name, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  /* What was there before is on the disk. */
  if (twin->shadow >= 0 && fstat64 (twin->shadow, &state) == 0 && state.st_size == 0)
    copy_whole (fd, twin->shadow);
  pthread_mutex_unlock (&lock);
  return fd;
}

int
close (int fd)
{
  if (fd >= 0 && fd < DESCRIPTORS)
    open_as[fd] = NULL;
  return real_close (fd);
}

static void
note (Twin *twin, Range range)
{
  if (twin->n_ranges > 0 && twin->ranges[twin->n_ranges - 1].to == range.from)
    twin->ranges[twin->n_ranges - 1].to = range.to;
  else if (twin->n_ranges < RANGES)
    twin->ranges[twin->n_ranges++] = range;
  else
    abort (); /* a test that forgets a write would prove nothing */
}

ssize_t
pwrite64 (int fd, const void *bytes, size_t n, off64_t at)
{
  Twin *twin = twin_of (fd);
  ssize_t done;

  if (twin == NULL)
    return real_pwrite64 (fd, bytes, n, at);
  pthread_mutex_lock (&lock);
  tick ();
  done = real_pwrite64 (fd, bytes, n, at);
  if (done > 0)
    note (twin, (Range) { at, at + done });
  if (done > 0 && rand_r (&seed) % 100 < setting ("CRASHFS_KEEP", 0))
    real_pwrite64 (twin->shadow, bytes, (size_t) done, at);
  pthread_mutex_unlock (&lock);
  return done;
}

int
ftruncate64 (int fd, off64_t size)
{
  Twin *twin = twin_of (fd);
  int rc;

  if (twin == NULL)
    return real_ftruncate64 (fd, size);
  pthread_mutex_lock (&lock);
  tick ();
  rc = real_ftruncate64 (fd, size); /* the shadow is cut at the next sync */
  pthread_mutex_unlock (&lock);
  return rc;
}

static int
sync_with (int fd, int (*real) (int))
{
  Twin *twin = twin_of (fd);
  struct stat64 state;
  int rc;

  if (twin == NULL)
    return real (fd);
  if (getenv ("CRASHFS_LIE") != NULL)
    return 0;
  pthread_mutex_lock (&lock);
  tick ();
  rc = real (fd);
  for (size_t i = 0; rc == 0 && i < twin->n_ranges; i++)
    copy_range (fd, twin->shadow, twin->ranges[i]);
  if (rc == 0 && fstat64 (fd, &state) == 0)
    real_ftruncate64 (twin->shadow, state.st_size);
  if (rc == 0)
    twin->n_ranges = 0;
  pthread_mutex_unlock (&lock);
  return rc;
}

int
fsync (int fd)
{
  return sync_with (fd, real_fsync);
}

int
fdatasync (int fd)
{
  return sync_with (fd, real_fdatasync);
}

int
unlink (const char *path)
{
  Twin *twin = twin_of_path (path);

  if (twin != NULL && twin->shadow >= 0)
    {
      pthread_mutex_lock (&lock);
      real_ftruncate64 (twin->shadow, 0);
      twin->n_ranges = 0;
      pthread_mutex_unlock (&lock);
    }
  return real_unlink (path);
}
