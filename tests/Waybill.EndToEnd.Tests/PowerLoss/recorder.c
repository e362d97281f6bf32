/* Recorder of the power-loss test, loaded into a gateway by LD_PRELOAD. It writes down what the process does to the files below one folder,
 * and what it sends over sockets, in the one order in which it happened: a lock is held around each call and its record.
 *
 *   WAYBILL_RECORD_ROOT   the folder; everything else is passed on
 *   WAYBILL_RECORD_LOG    the file of records, outside of the folder; appended to
 *   WAYBILL_RECORD_LOSE   file:PART or folder:PART: a sync of what was opened under a path with PART in it does nothing and is not recorded
 *   WAYBILL_RECORD_DIE    CALL:PART:N: SIGKILL right after the Nth such call, which is recorded
 *
 * A sync is two records, before and after: it covers what was written before it began, and only once it ended. A send is recorded before it
 * is made. sync_file_range proves nothing and is not looked at, nor is SQLite's -shm file, which need not survive. A call whose effect is
 * not followed is recorded as unknown, and the test fails. Raw system calls would be missed; the test compares the folder with the records. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define REAL(call, ...) syscall(SYS_##call, __VA_ARGS__)

enum { START = 1, OPEN, WRITE, SIZE, SYNC_BEGIN, SYNC_END, RENAME, LINK, UNLINK, MKDIR, RMDIR, SEND, UNKNOWN };
enum { NOTHING = 0, A_FILE, A_FOLDER };
enum { MOST_FILES = 65536, MOST_PARTS = 1000, MOST_SENT = 4096 };

struct head {            /* 24 bytes, little endian; then the text, then the data up to size */
    uint32_t size;
    uint8_t op;
    uint8_t flags;       /* OPEN: 1 a folder, 2 made when missing, 4 emptied */
    uint16_t port;       /* SEND: of the peer */
    int32_t fd;
    uint32_t text;       /* bytes of it: a path, or two with a zero between */
    int64_t number;      /* WRITE: offset; SIZE: size; SYNC: which */
};

static struct { int kind; char *path; } known[MOST_FILES];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char root[PATH_MAX];
static size_t root_length;
static int log_fd = -1;
static int64_t syncs;
static struct { char kind[16], part[PATH_MAX]; } lose;
static struct { char call[16], part[PATH_MAX]; long count; } die;

static void record(int op, int flags, int port, int fd, int64_t number, const char *text, size_t text_length, const struct iovec *data, int count, size_t most) {
    struct iovec parts[2 + MOST_PARTS];
    struct head head = { sizeof head + text_length, op, flags, port, fd, text_length, number };
    int used = 2;
    parts[0] = (struct iovec){ &head, sizeof head };
    parts[1] = (struct iovec){ (void *)text, text_length };
    for (int i = 0; i < count && i < MOST_PARTS && most > 0; i++) {
        size_t length = data[i].iov_len < most ? data[i].iov_len : most;
        parts[used++] = (struct iovec){ data[i].iov_base, length };
        head.size += length;
        most -= length;
    }
    if (REAL(writev, log_fd, parts, used) != (long)head.size) {
        static const char words[] = "recorder: the log cannot be written\n";
        (void)REAL(write, 2, words, sizeof words - 1);
        kill(getpid(), SIGKILL);
    }
}

static void note(int op, int flags, int fd, int64_t number, const char *text) { record(op, flags, 0, fd, number, text, strlen(text), NULL, 0, 0); }

static void note_data(int fd, int64_t offset, const struct iovec *data, int count, size_t length) {
    if (count > MOST_PARTS) note(UNKNOWN, 0, fd, 0, "a write in too many parts");
    record(WRITE, 0, 0, fd, offset, "", 0, data, count, length);
}

/* Called with the lock held, so that nothing happens between the record and the end. */
static void may_die(const char *call, const char *path) {
    if (die.count > 0 && strcmp(die.call, call) == 0 && strstr(path, die.part) && --die.count == 0) kill(getpid(), SIGKILL);
}

__attribute__((constructor)) static void begin(void) {
    const char *folder = getenv("WAYBILL_RECORD_ROOT"), *log = getenv("WAYBILL_RECORD_LOG"), *rule;
    if (log_fd >= 0 || !folder || !log) return;
    root_length = strlen(folder);
    memcpy(root, folder, root_length + 1);
    if ((rule = getenv("WAYBILL_RECORD_LOSE"))) sscanf(rule, "%15[^:]:%4000s", lose.kind, lose.part);
    if ((rule = getenv("WAYBILL_RECORD_DIE"))) sscanf(rule, "%15[^:]:%4000[^:]:%ld", die.call, die.part, &die.count);
    int fd = REAL(openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    /* High up, so that a program that closes what it inherited by low numbers leaves it alone. */
    log_fd = REAL(fcntl, fd, F_DUPFD_CLOEXEC, 900);
    REAL(close, fd);
    note(START, 0, -1, 0, "");
}

static int ends_with(const char *text, const char *end) {
    size_t a = strlen(text), b = strlen(end);
    return a >= b && strcmp(text + a - b, end) == 0;
}

static const char *absolute(const char *path, char *space) {
    if (path[0] == '/' || !getcwd(space, PATH_MAX)) return path;
    size_t length = strlen(space);
    snprintf(space + length, PATH_MAX - length, "/%s", path);
    return space;
}

static int is_inside(const char *path) {
    return log_fd >= 0 && strncmp(path, root, root_length) == 0 && (path[root_length] == '/' || path[root_length] == 0) && !ends_with(path, "-shm");
}

static int kind_of(int fd) { return fd >= 0 && fd < MOST_FILES ? known[fd].kind : NOTHING; }

static void unknown(const char *what) {
    pthread_mutex_lock(&lock);
    note(UNKNOWN, 0, -1, 0, what);
    pthread_mutex_unlock(&lock);
}

/* ---- opening and closing ---- */

static int open_any(int folder, const char *given, int flags, mode_t mode) {
    char space[PATH_MAX];
    const char *path = absolute(given, space);
    if (folder != AT_FDCWD && given[0] != '/') {
        if (kind_of(folder)) unknown("openat");
        return REAL(openat, folder, given, flags, mode);
    }
    if (!is_inside(path)) return REAL(openat, folder, given, flags, mode);
    pthread_mutex_lock(&lock);
    int fd = REAL(openat, folder, given, flags, mode);
    struct stat about;
    if (fd >= MOST_FILES) note(UNKNOWN, 0, fd, 0, "open: too many files");
    else if (fd >= 0 && fstat(fd, &about) == 0) {
        known[fd].kind = S_ISDIR(about.st_mode) ? A_FOLDER : A_FILE;
        free(known[fd].path);
        known[fd].path = strdup(path);
        note(OPEN, (S_ISDIR(about.st_mode) ? 1 : 0) | (flags & O_CREAT ? 2 : 0) | (flags & O_TRUNC ? 4 : 0), fd, 0, path);
        may_die("open", path);
    }
    pthread_mutex_unlock(&lock);
    return fd;
}

#define MODE(flags) mode_t mode = 0; if ((flags) & (O_CREAT | O_TMPFILE)) { va_list rest; va_start(rest, flags); mode = va_arg(rest, mode_t); va_end(rest); }

int open(const char *path, int flags, ...) { MODE(flags) return open_any(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags) return open_any(AT_FDCWD, path, flags, mode); }
int openat(int folder, const char *path, int flags, ...) { MODE(flags) return open_any(folder, path, flags, mode); }
int openat64(int folder, const char *path, int flags, ...) { MODE(flags) return open_any(folder, path, flags, mode); }
int __open_2(const char *path, int flags) { return open_any(AT_FDCWD, path, flags, 0); }
int __open64_2(const char *path, int flags) { return open_any(AT_FDCWD, path, flags, 0); }
int __openat_2(int folder, const char *path, int flags) { return open_any(folder, path, flags, 0); }
int __openat64_2(int folder, const char *path, int flags) { return open_any(folder, path, flags, 0); }
int creat(const char *path, mode_t mode) { return open_any(AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, mode); }
int creat64(const char *path, mode_t mode) { return open_any(AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, mode); }

int close(int fd) {
    if (kind_of(fd)) {
        pthread_mutex_lock(&lock);
        known[fd].kind = NOTHING;
        pthread_mutex_unlock(&lock);
    }
    return REAL(close, fd);
}

/* ---- writing ---- */

static void sent(int fd, const struct iovec *data, int count);

static ssize_t write_at(int fd, const struct iovec *data, int count, off_t offset) {
    pthread_mutex_lock(&lock);
    ssize_t written = REAL(pwritev, fd, data, count, offset, 0);
    if (written > 0) {
        note_data(fd, offset, data, count, written);
        may_die("write", known[fd].path);
    }
    pthread_mutex_unlock(&lock);
    return written;
}

static ssize_t write_here(int fd, const struct iovec *data, int count) {
    if (kind_of(fd) != A_FILE) {
        sent(fd, data, count);
        return REAL(writev, fd, data, count);
    }
    pthread_mutex_lock(&lock);
    ssize_t written = REAL(writev, fd, data, count);
    if (written > 0) {
        note_data(fd, lseek(fd, 0, SEEK_CUR) - written, data, count, written);
        may_die("write", known[fd].path);
    }
    pthread_mutex_unlock(&lock);
    return written;
}

static ssize_t write_one_at(int fd, const void *bytes, size_t length, off_t offset) {
    struct iovec one = { (void *)bytes, length };
    return kind_of(fd) == A_FILE ? write_at(fd, &one, 1, offset) : REAL(pwrite64, fd, bytes, length, offset);
}

static ssize_t write_many_at(int fd, const struct iovec *data, int count, off_t offset) {
    return kind_of(fd) == A_FILE ? write_at(fd, data, count, offset) : REAL(pwritev, fd, data, count, offset, 0);
}

ssize_t write(int fd, const void *bytes, size_t length) { struct iovec one = { (void *)bytes, length }; return write_here(fd, &one, 1); }
ssize_t writev(int fd, const struct iovec *data, int count) { return write_here(fd, data, count); }
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) { return write_one_at(fd, bytes, length, offset); }
ssize_t pwrite64(int fd, const void *bytes, size_t length, off_t offset) { return write_one_at(fd, bytes, length, offset); }
ssize_t pwritev(int fd, const struct iovec *data, int count, off_t offset) { return write_many_at(fd, data, count, offset); }
ssize_t pwritev64(int fd, const struct iovec *data, int count, off_t offset) { return write_many_at(fd, data, count, offset); }

static void note_size(int fd) {
    struct stat about;
    if (fstat(fd, &about) == 0) note(SIZE, 0, fd, about.st_size, "");
}

static int set_size(int fd, off_t size) {
    if (kind_of(fd) != A_FILE) return REAL(ftruncate, fd, size);
    pthread_mutex_lock(&lock);
    int result = REAL(ftruncate, fd, size);
    if (result == 0) note_size(fd);
    pthread_mutex_unlock(&lock);
    return result;
}

static int allocate(int fd, int mode, off_t offset, off_t length) {
    if (kind_of(fd) != A_FILE) return REAL(fallocate, fd, mode, offset, length);
    if (mode & ~FALLOC_FL_KEEP_SIZE) unknown("fallocate");
    pthread_mutex_lock(&lock);
    int result = REAL(fallocate, fd, mode, offset, length);
    if (result == 0) note_size(fd);
    pthread_mutex_unlock(&lock);
    return result;
}

int ftruncate(int fd, off_t size) { return set_size(fd, size); }
int ftruncate64(int fd, off_t size) { return set_size(fd, size); }
int fallocate(int fd, int mode, off_t offset, off_t length) { return allocate(fd, mode, offset, length); }
int fallocate64(int fd, int mode, off_t offset, off_t length) { return allocate(fd, mode, offset, length); }
int posix_fallocate(int fd, off_t offset, off_t length) { return allocate(fd, 0, offset, length) == 0 ? 0 : errno; }
int posix_fallocate64(int fd, off_t offset, off_t length) { return allocate(fd, 0, offset, length) == 0 ? 0 : errno; }

/* ---- syncing ---- */

static int sync_any(int fd, long call) {
    int kind = kind_of(fd);
    if (!kind) return syscall(call, fd);
    pthread_mutex_lock(&lock);
    int is_lost = strcmp(lose.kind, kind == A_FOLDER ? "folder" : "file") == 0 && strstr(known[fd].path, lose.part);
    int64_t number = ++syncs;
    if (!is_lost) note(SYNC_BEGIN, 0, fd, number, known[fd].path);
    pthread_mutex_unlock(&lock);
    if (is_lost) return 0;
    int result = syscall(call, fd);
    if (result == 0) {
        pthread_mutex_lock(&lock);
        note(SYNC_END, 0, fd, number, "");
        may_die("sync", known[fd].path);
        pthread_mutex_unlock(&lock);
    }
    return result;
}

int fsync(int fd) { return sync_any(fd, SYS_fsync); }
int fdatasync(int fd) { return sync_any(fd, SYS_fdatasync); }

/* ---- names ---- */

static int two_names(int op, const char *call, const char *given_from, const char *given_to, unsigned flags) {
    char space[2][PATH_MAX], both[2 * PATH_MAX];
    const char *from = absolute(given_from, space[0]), *to = absolute(given_to, space[1]);
    int counts = is_inside(from) + is_inside(to);
    if (counts == 1) unknown(call);
    if (counts == 2) pthread_mutex_lock(&lock);
    int result = op == RENAME ? REAL(renameat2, AT_FDCWD, given_from, AT_FDCWD, given_to, flags) : REAL(linkat, AT_FDCWD, given_from, AT_FDCWD, given_to, 0);
    if (counts == 2 && result == 0) {
        size_t first = strlen(from) + 1, second = strlen(to);
        memcpy(both, from, first);
        memcpy(both + first, to, second + 1);
        record(op, 0, 0, -1, 0, both, first + second, NULL, 0, 0);
        may_die(call, to);
    }
    if (counts == 2) pthread_mutex_unlock(&lock);
    return result;
}

static int one_name(int op, const char *call, const char *given, mode_t mode) {
    char space[PATH_MAX];
    const char *path = absolute(given, space);
    int counts = is_inside(path);
    if (counts) pthread_mutex_lock(&lock);
    int result = op == MKDIR ? REAL(mkdirat, AT_FDCWD, given, mode) : REAL(unlinkat, AT_FDCWD, given, op == RMDIR ? AT_REMOVEDIR : 0);
    if (counts && result == 0) {
        note(op, 0, -1, 0, path);
        may_die(call, path);
    }
    if (counts) pthread_mutex_unlock(&lock);
    return result;
}

int rename(const char *from, const char *to) { return two_names(RENAME, "rename", from, to, 0); }
int link(const char *from, const char *to) { return two_names(LINK, "link", from, to, 0); }
int unlink(const char *path) { return one_name(UNLINK, "unlink", path, 0); }
int mkdir(const char *path, mode_t mode) { return one_name(MKDIR, "mkdir", path, mode); }
int rmdir(const char *path) { return one_name(RMDIR, "rmdir", path, 0); }

int renameat(int from_folder, const char *from, int to_folder, const char *to) {
    if (from_folder == AT_FDCWD && to_folder == AT_FDCWD) return two_names(RENAME, "rename", from, to, 0);
    if (kind_of(from_folder) || kind_of(to_folder)) unknown("renameat");
    return REAL(renameat2, from_folder, from, to_folder, to, 0);
}

int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags) {
    if (flags & RENAME_EXCHANGE) unknown("renameat2");
    if (from_folder == AT_FDCWD && to_folder == AT_FDCWD) return two_names(RENAME, "rename", from, to, flags);
    if (kind_of(from_folder) || kind_of(to_folder)) unknown("renameat2");
    return REAL(renameat2, from_folder, from, to_folder, to, flags);
}

int unlinkat(int folder, const char *path, int flags) {
    if (folder == AT_FDCWD) return one_name(flags & AT_REMOVEDIR ? RMDIR : UNLINK, "unlink", path, 0);
    if (kind_of(folder)) unknown("unlinkat");
    return REAL(unlinkat, folder, path, flags);
}

int mkdirat(int folder, const char *path, mode_t mode) {
    if (folder == AT_FDCWD) return one_name(MKDIR, "mkdir", path, mode);
    if (kind_of(folder)) unknown("mkdirat");
    return REAL(mkdirat, folder, path, mode);
}

/* ---- sockets ---- */

static void sent(int fd, const struct iovec *data, int count) {
    union { struct sockaddr any; struct sockaddr_in four; struct sockaddr_in6 six; struct sockaddr_storage room; } peer;
    socklen_t length = sizeof peer;
    if (log_fd < 0 || getpeername(fd, &peer.any, &length) != 0) return;
    int port = peer.any.sa_family == AF_INET ? ntohs(peer.four.sin_port) : peer.any.sa_family == AF_INET6 ? ntohs(peer.six.sin6_port) : 0;
    if (port == 0) return;
    pthread_mutex_lock(&lock);
    record(SEND, 0, port, fd, 0, "", 0, data, count, MOST_SENT);
    pthread_mutex_unlock(&lock);
}

ssize_t send(int fd, const void *bytes, size_t length, int flags) {
    struct iovec one = { (void *)bytes, length };
    sent(fd, &one, 1);
    return REAL(sendto, fd, bytes, length, flags, NULL, 0);
}

ssize_t sendto(int fd, const void *bytes, size_t length, int flags, const struct sockaddr *to, socklen_t to_length) {
    struct iovec one = { (void *)bytes, length };
    sent(fd, &one, 1);
    return REAL(sendto, fd, bytes, length, flags, to, to_length);
}

ssize_t sendmsg(int fd, const struct msghdr *message, int flags) {
    sent(fd, message->msg_iov, message->msg_iovlen);
    return REAL(sendmsg, fd, message, flags);
}

/* ---- ways around: followed no further, but never unseen ---- */

static void *map(void *at, size_t length, int protection, int flags, int fd, off_t offset) {
    if (fd >= 0 && !(flags & MAP_ANONYMOUS) && kind_of(fd) == A_FILE && (flags & MAP_SHARED) && (protection & PROT_WRITE)) unknown("mmap");
    return (void *)REAL(mmap, at, length, protection, flags, fd, offset);
}

void *mmap(void *at, size_t length, int protection, int flags, int fd, off_t offset) { return map(at, length, protection, flags, fd, offset); }
void *mmap64(void *at, size_t length, int protection, int flags, int fd, off_t offset) { return map(at, length, protection, flags, fd, offset); }

ssize_t sendfile(int to, int from, off_t *offset, size_t length) {
    if (kind_of(to)) unknown("sendfile");
    return REAL(sendfile, to, from, offset, length);
}

ssize_t sendfile64(int to, int from, off_t *offset, size_t length) { return sendfile(to, from, offset, length); }

ssize_t copy_file_range(int from, off_t *from_offset, int to, off_t *to_offset, size_t length, unsigned flags) {
    if (kind_of(to)) unknown("copy_file_range");
    return REAL(copy_file_range, from, from_offset, to, to_offset, length, flags);
}

int dup(int fd) {
    if (kind_of(fd)) unknown("dup");
    return REAL(dup, fd);
}

int dup2(int fd, int other) {
    if (kind_of(fd) || kind_of(other)) unknown("dup2");
    return fd == other ? fd : REAL(dup3, fd, other, 0);
}

int truncate(const char *path, off_t size) {
    char space[PATH_MAX];
    if (is_inside(absolute(path, space))) unknown("truncate");
    return REAL(truncate, path, size);
}

/* A call bound to libc by name (the runtime's DllImport) would look into libc alone and pass us by: it gets the whole program instead. */
void *dlopen(const char *name, int flags) {
    static void *(*real)(const char *, int);
    if (!real) real = (void *(*)(const char *, int))dlsym(RTLD_NEXT, "dlopen");
    return real(name && (strcmp(name, "libc") == 0 || strcmp(name, "libc.so.6") == 0) ? NULL : name, flags);
}
