/* Tells a program another time of day: CHAOS_CLOCK_SHIFT seconds later. Clocks that only measure
   how long something takes stay right. For `make chaos` alone. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>

static long shift(void)
{
    const char *said = getenv("CHAOS_CLOCK_SHIFT");
    return said ? atol(said) : 0;
}

int clock_gettime(clockid_t which, struct timespec *when)
{
    static int (*real)(clockid_t, struct timespec *);
    if (!real)
        real = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
    int done = real(which, when);
    if (!done && (which == CLOCK_REALTIME || which == CLOCK_REALTIME_COARSE))
        when->tv_sec += shift();
    return done;
}

int gettimeofday(struct timeval *when, void *zone)
{
    struct timespec now;
    (void)zone;
    if (clock_gettime(CLOCK_REALTIME, &now))
        return -1;
    when->tv_sec = now.tv_sec;
    when->tv_usec = now.tv_nsec / 1000;
    return 0;
}

time_t time(time_t *when)
{
    struct timespec now;
    if (clock_gettime(CLOCK_REALTIME, &now))
        return -1;
    if (when)
        *when = now.tv_sec;
    return now.tv_sec;
}
