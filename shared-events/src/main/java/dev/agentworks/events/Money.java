package dev.agentworks.events;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * Writes a decimal as a JSON string without exponent, so that no reader rounds it to a double, and
 * reads it from such a string only.
 */
@JacksonAnnotationsInside
@JsonSerialize(using = PlainDecimalSerializer.class)
@JsonDeserialize(using = PlainDecimalDeserializer.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
public @interface Money {}
