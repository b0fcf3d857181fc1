import Platform

/// A condition on which threads wait, under a `pthread_mutex_t`: `Synchronization.Mutex` has none.
final class Condition {
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  init() {
    condition.initialize(to: pthread_cond_t())
    pthread_cond_init(condition, nil)
  }

  deinit {
    pthread_cond_destroy(condition)
    condition.deallocate()
  }

  func wait(_ lock: UnsafeMutablePointer<pthread_mutex_t>) { pthread_cond_wait(condition, lock) }

  /// Waits at most so long.
  func wait(_ lock: UnsafeMutablePointer<pthread_mutex_t>, milliseconds: Int) {
    var until = timespec()
    clock_gettime(CLOCK_REALTIME, &until)
    let nanoseconds = until.tv_nsec + milliseconds * 1_000_000
    until.tv_sec += nanoseconds / 1_000_000_000
    until.tv_nsec = nanoseconds % 1_000_000_000
    pthread_cond_timedwait(condition, lock, &until)
  }

  func signal() { pthread_cond_signal(condition) }
  func broadcast() { pthread_cond_broadcast(condition) }
}
