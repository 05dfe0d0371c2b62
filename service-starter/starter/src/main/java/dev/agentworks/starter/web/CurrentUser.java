package dev.agentworks.starter.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Hands a controller method the person on whose behalf the request is made: the {@link
 * dev.agentworks.starter.servicetoken.ActingUser}, or the person's id as a {@code UUID}, a {@code
 * String}, or any type with a static {@code of(String)}. A request without a person is refused as
 * forbidden.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface CurrentUser {}
