/*
 * A disk with an end. Preloaded into a process, it gives the folder DISK_ROOT room for DISK_BYTES in all: a write that
 * would need more is done as far as there is room, the next one fails with ENOSPC, as on a real disk. Deleting any file
 * of the folder makes room again. What was refused stands in DISK_LOG: file, offset, length, bytes that still fitted.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

/* Bytes in all files of the folder and below; of a file with several names its share. */
static off_t used(const char *root) {
  char path[PATH_MAX];
  struct stat status;
  off_t sum = 0;
  DIR *folder = opendir(root);
  for (struct dirent *entry; folder && (entry = readdir(folder)) != NULL;) {
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
    if ((size_t)snprintf(path, sizeof path, "%s/%s", root, entry->d_name) >= sizeof path) continue;
    if (lstat(path, &status) != 0) continue;
    if (S_ISDIR(status.st_mode)) sum += used(path);
    if (S_ISREG(status.st_mode)) sum += status.st_size / (off_t)(status.st_nlink > 0 ? status.st_nlink : 1);
  }
  if (folder) closedir(folder);
  return sum;
}

static void note(const char *file, off_t offset, size_t length, off_t fits) {
  FILE *log = fopen(getenv("DISK_LOG"), "a");
  if (!log) return;
  fprintf(log, "%s %lld %zu %lld\n", file, (long long)offset, length, (long long)fits);
  fclose(log);
}

/* How many of `length` bytes at `offset` fit on the disk. */
static size_t fitting(int fd, size_t length, off_t offset) {
  const char *root = getenv("DISK_ROOT"), *bytes = getenv("DISK_BYTES");
  char link[64], path[PATH_MAX];
  struct stat status;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t end = readlink(link, path, sizeof path - 1);
  if (!root || !bytes || end < 0) return length;
  path[end] = 0;
  size_t folder = strlen(root);
  if (strncmp(path, root, folder) != 0 || path[folder] != '/' || fstat(fd, &status) != 0) return length;
  off_t grows = offset + (off_t)length - status.st_size;
  if (grows <= 0) return length;
  off_t room = atoll(bytes) - used(root);
  if (grows <= room) return length;
  off_t fits = (off_t)length - grows + (room > 0 ? room : 0);
  note(path + folder + 1, offset, length, fits);
  return fits > 0 ? (size_t)fits : 0;
}

ssize_t pwrite64(int fd, const void *from, size_t length, off64_t offset) {
  ssize_t (*call)(int, const void *, size_t, off64_t) =
      (ssize_t(*)(int, const void *, size_t, off64_t))dlsym(RTLD_NEXT, "pwrite64");
  size_t fits = fitting(fd, length, offset);
  if (fits > 0 || length == 0) return call(fd, from, fits, offset);
  errno = ENOSPC;
  return -1;
}

ssize_t pwrite(int fd, const void *from, size_t length, off_t offset) { return pwrite64(fd, from, length, offset); }

ssize_t write(int fd, const void *from, size_t length) {
  ssize_t (*call)(int, const void *, size_t) = (ssize_t(*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
  off_t at = lseek(fd, 0, SEEK_CUR);
  size_t fits = at < 0 ? length : fitting(fd, length, at); /* a pipe has no end */
  if (fits > 0 || length == 0) return call(fd, from, fits);
  errno = ENOSPC;
  return -1;
}
