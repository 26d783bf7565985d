/* Loaded before libc (LD_PRELOAD): writes down, in order, all that a program does to the files of one folder,
   and what it says on standard output, so that a test can tell what a disk would hold at any moment.

   JOURNAL_FOLDER is the folder, JOURNAL_FILE where it is written down. A record is: one letter, the lengths of path
   and data, the offset, path, data; all numbers 8 bytes in this machine's order. Shared memory (-shm) is no disk.
   JOURNAL_FAILS is how many of a hundred syncs fail, as on a disk that is about to break. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;
static const char *folder;
static int journal = -1;
static ssize_t (*real_write)(int, const void *, size_t);

__attribute__((constructor)) static void begin(void)
{
    int (*real_open)(const char *, int, ...) = dlsym(RTLD_NEXT, "open64");
    real_write = dlsym(RTLD_NEXT, "write");
    folder = getenv("JOURNAL_FOLDER");
    const char *file = getenv("JOURNAL_FILE");
    if (folder == NULL || file == NULL)
        return;
    journal = real_open(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (journal < 0) {
        perror("the journal of writes");
        _exit(70);
    }
    unsetenv("LD_PRELOAD"); /* what this program starts is none of ours */
}

static int watched(const char *path)
{
    size_t length;
    if (journal < 0 || path == NULL || strncmp(path, folder, strlen(folder)) != 0)
        return 0;
    length = strlen(path);
    return length < 4 || strcmp(path + length - 4, "-shm") != 0;
}

static const char *path_of(int fd, char *room)
{
    char link[40];
    ssize_t length;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    length = readlink(link, room, PATH_MAX - 1);
    if (length < 0)
        return NULL;
    room[length] = 0;
    return room;
}

static void put_down(char what, const char *path, uint64_t offset, const void *data, uint64_t length)
{
    uint64_t numbers[3] = {strlen(path), length, offset};
    struct iovec parts[4] = {{&what, 1}, {numbers, sizeof numbers}, {(void *)path, numbers[0]}, {(void *)data, length}};
    int before = errno;
    if (writev(journal, parts, 4) != (ssize_t)(1 + sizeof numbers + numbers[0] + length))
        _exit(71);
    errno = before;
}

static ssize_t written(int fd, const void *data, size_t length, off_t offset, ssize_t done)
{
    char room[PATH_MAX];
    const char *path = path_of(fd, room);
    (void)length;
    if (done > 0 && watched(path))
        put_down('w', path, (uint64_t)offset, data, (uint64_t)done);
    return done;
}

ssize_t write(int fd, const void *data, size_t length)
{
    ssize_t done;
    off_t offset;
    if (journal < 0)
        return real_write ? real_write(fd, data, length)
                          : ((ssize_t(*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write"))(fd, data, length);
    pthread_mutex_lock(&one_at_a_time);
    done = real_write(fd, data, length);
    if (fd == 1) {
        if (done > 0)
            put_down('a', "", 0, data, (uint64_t)done);
    } else if ((offset = lseek(fd, 0, SEEK_CUR)) >= done)
        written(fd, data, length, offset - done, done);
    pthread_mutex_unlock(&one_at_a_time);
    return done;
}

static ssize_t write_at(const char *name, int fd, const void *data, size_t length, off_t offset)
{
    ssize_t (*real)(int, const void *, size_t, off_t) = dlsym(RTLD_NEXT, name);
    ssize_t done;
    pthread_mutex_lock(&one_at_a_time);
    done = written(fd, data, length, offset, real(fd, data, length, offset));
    pthread_mutex_unlock(&one_at_a_time);
    return done;
}

ssize_t pwrite(int fd, const void *data, size_t length, off_t offset)
{
    return write_at("pwrite", fd, data, length, offset);
}

ssize_t pwrite64(int fd, const void *data, size_t length, off64_t offset)
{
    return write_at("pwrite64", fd, data, length, offset);
}

static int cut_to(const char *name, int fd, off_t length)
{
    int (*real)(int, off_t) = dlsym(RTLD_NEXT, name);
    char room[PATH_MAX];
    const char *path;
    int done;
    pthread_mutex_lock(&one_at_a_time);
    done = real(fd, length);
    path = path_of(fd, room);
    if (done == 0 && watched(path))
        put_down('t', path, (uint64_t)length, "", 0);
    pthread_mutex_unlock(&one_at_a_time);
    return done;
}

int ftruncate(int fd, off_t length) { return cut_to("ftruncate", fd, length); }
int ftruncate64(int fd, off64_t length) { return cut_to("ftruncate64", fd, length); }

static int fails(void)
{
    static uint32_t asked;
    const char *percent = getenv("JOURNAL_FAILS");
    return percent != NULL && (++asked * 2654435761u >> 16) % 100 < (uint32_t)atoi(percent);
}

static int synced(const char *name, int fd)
{
    int (*real)(int) = dlsym(RTLD_NEXT, name);
    char room[PATH_MAX];
    const char *path;
    int done = 0;
    pthread_mutex_lock(&one_at_a_time);
    path = path_of(fd, room);
    if (!watched(path))
        done = real(fd);
    else if (fails()) {
        put_down('f', path, 0, "", 0);
        done = -1;
    } else
        put_down('s', path, 0, "", 0); /* the disk is played by the test: nothing need reach the real one */
    pthread_mutex_unlock(&one_at_a_time);
    if (done < 0 && watched(path))
        errno = EIO;
    return done;
}

int fsync(int fd) { return synced("fsync", fd); }
int fdatasync(int fd) { return synced("fdatasync", fd); }

static int opened(const char *name, const char *path, int flags, mode_t mode)
{
    int (*real)(const char *, int, ...) = dlsym(RTLD_NEXT, name);
    char room[PATH_MAX];
    const char *whole;
    int fd;
    if (journal < 0 || !(flags & (O_CREAT | O_TRUNC)))
        return real(path, flags, mode);
    pthread_mutex_lock(&one_at_a_time);
    fd = real(path, flags, mode);
    whole = fd < 0 ? NULL : path_of(fd, room);
    if (watched(whole))
        put_down(flags & O_TRUNC ? 'e' : 'c', whole, 0, "", 0);
    pthread_mutex_unlock(&one_at_a_time);
    return fd;
}

int open(const char *path, int flags, ...)
{
    va_list rest;
    mode_t mode;
    va_start(rest, flags);
    mode = (mode_t)va_arg(rest, int);
    va_end(rest);
    return opened("open", path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    va_list rest;
    mode_t mode;
    va_start(rest, flags);
    mode = (mode_t)va_arg(rest, int);
    va_end(rest);
    return opened("open64", path, flags, mode);
}

int unlink(const char *path)
{
    int (*real)(const char *) = dlsym(RTLD_NEXT, "unlink");
    int done;
    pthread_mutex_lock(&one_at_a_time);
    done = real(path);
    if (done == 0 && watched(path))
        put_down('u', path, 0, "", 0);
    pthread_mutex_unlock(&one_at_a_time);
    return done;
}

int rename(const char *from, const char *to)
{
    int (*real)(const char *, const char *) = dlsym(RTLD_NEXT, "rename");
    int done;
    pthread_mutex_lock(&one_at_a_time);
    done = real(from, to);
    if (done == 0 && watched(from))
        put_down('r', from, 0, to, strlen(to));
    pthread_mutex_unlock(&one_at_a_time);
    return done;
}
