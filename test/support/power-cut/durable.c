/*
 * What a disk still holds after a power cut. Preloaded into a process, it keeps under SHADOW a copy of every file below
 * ROOT as it was when that file was last synced: whatever was written since, the cut takes. With DROP set, syncs are
 * answered without being done – a disk that lies, which must lose acknowledged rows.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static int real(const char *name, int fd) {
  int (*call)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
  return call(fd);
}

/* Folders of `path` below `from`. */
static void folders(char *path, size_t from) {
  for (char *at = path + from; (at = strchr(at, '/')) != NULL; at++) {
    *at = 0;
    mkdir(path, 0777);
    *at = '/';
  }
}

/* A synced folder has forgotten what was deleted from it. */
static void forget(const char *path, const char *copy) {
  char gone[PATH_MAX], there[PATH_MAX];
  struct stat status;
  DIR *folder = opendir(copy);
  for (struct dirent *entry; folder && (entry = readdir(folder)) != NULL;) {
    if ((size_t)snprintf(there, sizeof there, "%s/%s", path, entry->d_name) >= sizeof there) continue;
    if ((size_t)snprintf(gone, sizeof gone, "%s/%s", copy, entry->d_name) >= sizeof gone) continue;
    if (lstat(there, &status) != 0) unlink(gone);
  }
  if (folder) closedir(folder);
}

static void keep(int fd) {
  const char *root = getenv("POWER_CUT_ROOT"), *shadow = getenv("POWER_CUT_SHADOW");
  char link[64], path[PATH_MAX], copy[PATH_MAX], draft[PATH_MAX + 32], buffer[65536];
  if (!root || !shadow) return;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return;
  path[length] = 0;
  struct stat status;
  if (strncmp(path, root, strlen(root)) != 0 || fstat(fd, &status) != 0) return;
  if ((size_t)snprintf(copy, sizeof copy, "%s%s", shadow, path + strlen(root)) >= sizeof copy) return;
  if (S_ISDIR(status.st_mode)) return forget(path, copy);
  if (!S_ISREG(status.st_mode)) return;
  folders(copy, strlen(shadow) + 1);
  snprintf(draft, sizeof draft, "%s.%d.draft", copy, (int)getpid());
  int from = open(path, O_RDONLY), to = open(draft, O_WRONLY | O_CREAT | O_TRUNC, 0666);
  for (ssize_t part; from >= 0 && to >= 0 && (part = read(from, buffer, sizeof buffer)) > 0;)
    if (write(to, buffer, (size_t)part) != part) break;
  if (from >= 0) close(from);
  if (to >= 0) close(to);
  rename(draft, copy);
}

static int sync_file(const char *name, int fd) {
  if (getenv("POWER_CUT_DROP")) return 0;
  int done = real(name, fd);
  if (done == 0) keep(fd);
  return done;
}

int fsync(int fd) { return sync_file("fsync", fd); }
int fdatasync(int fd) { return sync_file("fdatasync", fd); }
