/* The beginning of an AppImage (type 2): a program that mounts the SquashFS image behind it and runs AppRun in there.

   Statically linked with squashfuse and libfuse, so that it needs nothing of the system but the kernel's FUSE, and
   fusermount3 (or fusermount) where the user is not root. Without those, --appimage-extract-and-run unpacks the image.

   The process that was started becomes AppRun. Another serves the file system; both hold an end of one pipe, so that
   the server sees when the last of the program's processes has gone, however it went, and takes the mount away. */

#define _GNU_SOURCE
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <ftw.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <squashfuse/ll.h>
#include <squashfuse/squashfs_fs.h>

static const char *const usage =
    "The AppImage's own options, each alone:\n"
    "  --appimage-extract [PATTERN]   unpack it into squashfs-root, or only what matches\n"
    "  --appimage-extract-and-run …   unpack it into a folder that is removed afterwards, and run it there\n"
    "  --appimage-mount               mount it, say where, and keep it there until interrupted\n"
    "  --appimage-offset              say where in this file the image begins\n"
    "  --appimage-help                say this\n"
    "Everything else is for the program.\n";

static void fail(const char *format, ...) {
    va_list values;
    va_start(values, format);
    vfprintf(stderr, format, values);
    va_end(values);
    fputc('\n', stderr);
    exit(127);
}

/* Where the ELF file ends: its section headers are its last part. */
static size_t image_offset(const char *file) {
    Elf64_Ehdr header;
    int opened = open(file, O_RDONLY | O_CLOEXEC);
    if (opened < 0 || read(opened, &header, sizeof header) != (ssize_t)sizeof header) fail("%s: %s", file, strerror(errno));
    close(opened);
    return header.e_shoff + (size_t)header.e_shentsize * header.e_shnum;
}

static void write_file(sqfs *image, sqfs_inode *inode, const char *place, mode_t mode) {
    static char buffer[256 * 1024];
    int opened = open(place, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
    if (opened < 0) fail("%s: %s", place, strerror(errno));
    for (sqfs_off_t at = 0; at < (sqfs_off_t)inode->xtra.reg.file_size;) {
        sqfs_off_t got = sizeof buffer;
        if (sqfs_read_range(image, inode, at, &got, buffer) != SQFS_OK || got <= 0) fail("%s cannot be read.", place);
        for (sqfs_off_t written = 0; written < got;) {
            ssize_t now = write(opened, buffer + written, (size_t)(got - written));
            if (now < 0) fail("%s: %s", place, strerror(errno));
            written += now;
        }
        at += got;
    }
    if (fchmod(opened, mode) != 0 || close(opened) != 0) fail("%s: %s", place, strerror(errno));
}

static void make_folders(char *place) {
    for (char *slash = strchr(place + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdir(place, 0755) != 0 && errno != EEXIST) fail("%s: %s", place, strerror(errno));
        *slash = '/';
    }
}

static void extract_one(sqfs *image, sqfs_inode *inode, char *place) {
    mode_t mode = inode->base.mode & 07777;
    make_folders(place);
    switch (inode->base.inode_type) {
    case SQUASHFS_DIR_TYPE:
    case SQUASHFS_LDIR_TYPE:
        if (mkdir(place, mode) != 0 && errno != EEXIST) fail("%s: %s", place, strerror(errno));
        break;
    case SQUASHFS_REG_TYPE:
    case SQUASHFS_LREG_TYPE:
        write_file(image, inode, place, mode);
        break;
    case SQUASHFS_SYMLINK_TYPE:
    case SQUASHFS_LSYMLINK_TYPE: {
        char target[PATH_MAX];
        size_t size = sizeof target;
        if (sqfs_readlink(image, inode, target, &size) != SQFS_OK) fail("%s cannot be read.", place);
        unlink(place);
        if (symlink(target, place) != 0) fail("%s: %s", place, strerror(errno));
        break;
    }
    default:
        fail("%s is neither file, folder nor link.", place);
    }
}

static void extract(const char *file, size_t offset, const char *into, const char *pattern) {
    sqfs image;
    sqfs_traverse walk;
    sqfs_err error = SQFS_OK;
    if (sqfs_open_image(&image, file, offset) != SQFS_OK) exit(127);
    if (mkdir(into, 0755) != 0 && errno != EEXIST) fail("%s: %s", into, strerror(errno));
    if (sqfs_traverse_open(&walk, &image, sqfs_inode_root(&image)) != SQFS_OK) fail("%s cannot be read.", file);
    while (sqfs_traverse_next(&walk, &error)) {
        char place[PATH_MAX];
        sqfs_inode inode;
        if (walk.dir_end || (pattern != NULL && fnmatch(pattern, walk.path, 0) != 0)) continue;
        if (snprintf(place, sizeof place, "%s/%s", into, walk.path) >= (int)sizeof place) fail("%s: too long.", walk.path);
        if (sqfs_inode_get(&image, &inode, walk.entry.inode) != SQFS_OK) fail("%s cannot be read.", place);
        extract_one(&image, &inode, place);
    }
    if (error != SQFS_OK) fail("%s cannot be read to its end.", file);
    sqfs_traverse_close(&walk);
    sqfs_destroy(&image);
}

static const char *temporary(const char *name) {
    static char folder[PATH_MAX];
    const char *parent = getenv("TMPDIR");
    snprintf(folder, sizeof folder, "%s/%s", parent != NULL && *parent != '\0' ? parent : "/tmp", name);
    if (mkdtemp(folder) == NULL) fail("%s: %s", folder, strerror(errno));
    return folder;
}

static void serve(struct fuse_session *session, int alive) {
    struct fuse_buf request = {.mem = NULL};
    struct pollfd waiting[] = {{.fd = fuse_session_fd(session), .events = POLLIN}, {.fd = alive, .events = POLLIN}};
    while (!fuse_session_exited(session)) {
        if (poll(waiting, 2, -1) < 0 && errno != EINTR) break;
        if (waiting[1].revents != 0) break; /* nobody holds the other end any more */
        if (waiting[0].revents == 0) continue;
        int got = fuse_session_receive_buf(session, &request);
        if (got == -EINTR) continue;
        if (got <= 0) break;
        fuse_session_process_buf(session, &request);
    }
    free(request.mem);
}

/* Serves the image in `folder` until the other end of `alive` is closed; a byte in `ready` says that it is there. */
static void mount_and_serve(const char *file, size_t offset, const char *folder, int alive, int ready) {
    struct fuse_lowlevel_ops operations = {
        .getattr = sqfs_ll_op_getattr,
        .opendir = sqfs_ll_op_opendir,
        .releasedir = sqfs_ll_op_releasedir,
        .readdir = sqfs_ll_op_readdir,
        .lookup = sqfs_ll_op_lookup,
        .open = sqfs_ll_op_open,
        .release = sqfs_ll_op_release,
        .read = sqfs_ll_op_read,
        .readlink = sqfs_ll_op_readlink,
        .forget = sqfs_ll_op_forget,
        .statfs = stfs_ll_op_statfs,
    };
    char *words[] = {"appimage", "-oro,nodev,nosuid"};
    struct fuse_args arguments = FUSE_ARGS_INIT(2, words);
    sqfs_ll_chan channel;
    sqfs_ll *image = sqfs_ll_open(file, offset);
    if (image == NULL || sqfs_ll_mount(&channel, folder, &arguments, &operations, sizeof operations, image) != SQFS_OK) {
        rmdir(folder);
        exit(127);
    }
    if (write(ready, "r", 1) == 1) {
        close(ready);
        serve(channel.session, alive);
    }
    sqfs_ll_unmount(&channel, folder);
    sqfs_ll_destroy(image);
    rmdir(folder);
    exit(0);
}

/* Returns when the image can be used. What it leaves open is inherited by AppRun, and says that it lives. */
static void mounted(const char *file, size_t offset, const char *folder) {
    int alive[2], ready[2];
    char said;
    if (pipe(alive) != 0 || pipe2(ready, O_CLOEXEC) != 0) fail("No pipe: %s", strerror(errno));
    pid_t server = fork();
    if (server < 0) fail("No process: %s", strerror(errno));
    if (server == 0) {
        if (fork() != 0) _exit(0); /* nobody's child: AppRun never waits for it */
        setsid();
        signal(SIGINT, SIG_IGN);
        close(alive[1]);
        close(ready[0]);
        mount_and_serve(file, offset, folder, alive[0], ready[1]);
    }
    waitpid(server, NULL, 0);
    close(alive[0]);
    close(ready[1]);
    if (read(ready[0], &said, 1) != 1)
        fail("This AppImage cannot be mounted: that needs FUSE (the kernel's /dev/fuse, and fusermount3).\n"
             "With --appimage-extract-and-run as the first word, or APPIMAGE_EXTRACT_AND_RUN=1, it runs without.");
    close(ready[0]);
}

static void in_folder(const char *folder, const char *file, char **words, char *program) {
    char here[PATH_MAX];
    snprintf(program, PATH_MAX, "%s/AppRun", folder);
    setenv("APPIMAGE", file, 1);
    setenv("APPDIR", folder, 1);
    setenv("ARGV0", words[0], 1);
    if (getcwd(here, sizeof here) != NULL) setenv("OWD", here, 1);
}

static int remove_one(const char *place, const struct stat *what, int kind, struct FTW *walk) {
    (void)what;
    (void)kind;
    (void)walk;
    return remove(place);
}

static pid_t running;

static void pass_on(int number) { kill(running, number); }

/* Runs what was unpacked, passes signals on, and clears away; returns its exit code. */
static int run_and_clear(const char *folder, const char *program, char **words) {
    int status = 0;
    running = fork();
    if (running < 0) fail("No process: %s", strerror(errno));
    if (running == 0) {
        execv(program, words);
        fail("%s: %s", program, strerror(errno));
    }
    for (const int *number = (const int[]){SIGINT, SIGTERM, SIGHUP, 0}; *number != 0; number++) signal(*number, pass_on);
    while (waitpid(running, &status, 0) < 0 && errno == EINTR) {}
    nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int main(int count, char **words) {
    char file[PATH_MAX], program[PATH_MAX];
    const char *word = count > 1 ? words[1] : "";
    const char *asked = getenv("APPIMAGE_EXTRACT_AND_RUN");
    ssize_t length = readlink("/proc/self/exe", file, sizeof file - 1);
    if (length < 0) fail("/proc/self/exe: %s", strerror(errno));
    file[length] = '\0';
    size_t offset = image_offset(file);

    if (strcmp(word, "--appimage-help") == 0) return fputs(usage, stdout) < 0;
    if (strcmp(word, "--appimage-offset") == 0) return printf("%zu\n", offset) < 0;
    if (strcmp(word, "--appimage-extract") == 0) {
        extract(file, offset, "squashfs-root", count > 2 ? words[2] : NULL);
        return puts("squashfs-root") < 0;
    }
    if (strcmp(word, "--appimage-mount") == 0) {
        const char *folder = temporary(".mount_ScreenpopXXXXXX");
        mounted(file, offset, folder);
        printf("%s\n", folder);
        fflush(stdout);
        pause();
        return 0;
    }
    if (strcmp(word, "--appimage-extract-and-run") == 0 || (asked != NULL && *asked != '\0')) {
        const char *folder = temporary("ScreenpopXXXXXX");
        extract(file, offset, folder, NULL);
        if (strcmp(word, "--appimage-extract-and-run") == 0) {
            words[1] = words[0];
            words++;
        }
        in_folder(folder, file, words, program);
        return run_and_clear(folder, program, words);
    }
    if (strncmp(word, "--appimage-", 11) == 0) fail("%s: there is no such option.\n%s", word, usage);
    const char *folder = temporary(".mount_ScreenpopXXXXXX");
    mounted(file, offset, folder);
    in_folder(folder, file, words, program);
    execv(program, words);
    fail("%s: %s", program, strerror(errno));
}
