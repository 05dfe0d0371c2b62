package dev.agentworks.events;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * Writes an instant as RFC 3339 in UTC with exactly three digits of a second, and reads any number
 * of them.
 */
@JacksonAnnotationsInside
@JsonSerialize(using = MillisecondSerializer.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
public @interface Moment {}
