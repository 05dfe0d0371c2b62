package dev.agentworks.starter.idempotency;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks POST routes that are done once for each {@code Idempotency-Key}: a repeated request is
 * answered with the first answer, another request with the same key is refused.
 *
 * <p>A request with a key runs in one transaction, the writing of its answer included. Such a route
 * must not wait for other services, and what it does must end with that transaction.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface HonoursIdempotencyKey {
    /**
     * Whether the route keeps by itself what it did under a key: one that does many things, each in
     * a transaction of its own.
     */
    boolean itself() default false;
}
