#pragma once

/* A file system for SQLite that fails when it is told to, for tests.
 *
 * It stands before the usual one and passes every call on. On a thread that has armed it, the n-th call
 * of the chosen kinds fails; other threads notice nothing. */

enum faults_kind {
  FAULTS_READ = 1,
  FAULTS_WRITE = 2,
  FAULTS_SYNC = 4,
  FAULTS_TRUNCATE = 8,
  FAULTS_DELETE = 16
};

/* Makes it the file system of all connections that are opened from now on. 0 when that worked. */
int faults_install(void);
/* On this thread, lets the n-th call (from 1) of the kinds fail, and all later ones if goes_on. */
void faults_arm(int kinds, long n, int goes_on);
/* Lets everything pass again on this thread. Returns how many calls of the kinds there were. */
long faults_disarm(void);
