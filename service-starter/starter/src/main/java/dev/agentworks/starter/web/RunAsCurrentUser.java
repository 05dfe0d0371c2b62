package dev.agentworks.starter.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Runs every transaction of the route as the current user, so that row security shows what this
 * person may see; with an API key, what the key's workspace holds. A request without a person is
 * refused as forbidden. Work that the route hands to another thread runs as nobody.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RunAsCurrentUser {}
