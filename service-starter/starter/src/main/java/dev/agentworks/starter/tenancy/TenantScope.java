package dev.agentworks.starter.tenancy;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Binds a subject to the work of this thread. Bind at the edge, before the transaction begins;
 * other threads do not see it.
 */
public final class TenantScope {
    private static final ScopedValue<Supplier<DatabaseSubject>> SUBJECT = ScopedValue.newInstance();

    private TenantScope() {}

    /** Does the work for the subject and gives its result. */
    public static <T> T call(DatabaseSubject subject, Supplier<T> work) {
        return ScopedValue.where(SUBJECT, () -> subject).call(work::get);
    }

    /** Does the work for the subject. */
    public static void run(DatabaseSubject subject, Runnable work) {
        ScopedValue.where(SUBJECT, () -> subject).run(work);
    }

    /**
     * Does the work for a subject that becomes known on the way: each transaction asks for it when
     * it begins.
     */
    public static <T extends @Nullable Object, X extends Throwable> T callDeferred(
            Supplier<DatabaseSubject> subject, ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(SUBJECT, subject).call(work);
    }

    /** The same work, to be done on another thread for the subject that is bound here. */
    public static <T extends @Nullable Object> Supplier<T> carried(Supplier<T> work) {
        if (!SUBJECT.isBound()) {
            return work;
        }
        var subject = SUBJECT.get();
        return () -> ScopedValue.where(SUBJECT, subject).call(work::get);
    }

    static DatabaseSubject current() {
        return SUBJECT.isBound() ? SUBJECT.get().get() : DatabaseSubject.NOBODY;
    }
}
