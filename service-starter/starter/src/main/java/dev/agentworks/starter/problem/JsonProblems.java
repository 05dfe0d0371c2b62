package dev.agentworks.starter.problem;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.agentworks.starter.json.TextFault;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** Says what is wrong with a JSON body, with a pointer and without a class name. */
final class JsonProblems implements ProblemTranslator {
    @Override
    public @Nullable Problem translate(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case BodyTooLargeException tooLarge -> {
                    return Problem.of(CommonError.PAYLOAD_TOO_LARGE, tooLarge.detail());
                }
                case ProblemException refusal -> {
                    return Problem.of(refusal);
                }
                case ProblemSource source -> {
                    return Problem.of(source.problem());
                }
                case JacksonException json
                        when !(json.getCause() instanceof BodyTooLargeException) -> {
                    return Problem.invalid(pointer(json), message(json));
                }
                default -> {}
            }
        }
        return failure instanceof HttpMessageNotReadableException
                ? Problem.invalid("", "must be JSON, and not empty")
                : null;
    }

    private static String pointer(JacksonException failure) {
        return failure.getPath().stream()
                .map(step ->
                        step.getPropertyName() == null
                                ? "" + step.getIndex()
                                : step.getPropertyName())
                .map(step -> "/" + step.replace("~", "~0").replace("/", "~1"))
                .collect(Collectors.joining());
    }

    private static String message(JacksonException failure) {
        return switch (failure) {
            case TextFault fault -> fault.getOriginalMessage();
            case UnrecognizedPropertyException _ -> "is not a field of this request";
            case StreamConstraintsException _ ->
                    "is too deep, or has a number or name that is too long";
            case InputCoercionException number -> "must be " + expected(number.getTargetType());
            case StreamReadException twice when isDuplicate(twice) ->
                    "names a field twice" + place(twice);
            case StreamReadException read -> notJson(read);
            case InvalidFormatException format when format.getTargetType().isEnum() ->
                    "must be one of " + names(format.getTargetType());
            case InvalidNullException _ -> "must not be null";
            case MismatchedInputException mismatch ->
                    "must be " + expected(mismatch.getTargetType());
            case ValueInstantiationException refused
                    when refused.getCause() instanceof IllegalArgumentException reason ->
                    String.valueOf(reason.getMessage());
            case JacksonException _ -> "is not valid";
        };
    }

    private static String notJson(StreamReadException failure) {
        return "is not valid JSON" + place(failure);
    }

    private static boolean isDuplicate(StreamReadException failure) {
        return String.valueOf(failure.getOriginalMessage()).startsWith("Duplicate");
    }

    private static String place(StreamReadException failure) {
        var place = failure.getLocation();
        return place == null
                ? ""
                : " at line %d, column %d".formatted(place.getLineNr(), place.getColumnNr());
    }

    private static String names(Class<?> type) {
        return Arrays.stream(type.getFields())
                .filter(Field::isEnumConstant)
                .map(JsonProblems::name)
                .collect(Collectors.joining(", "));
    }

    private static String name(Field constant) {
        var renamed = constant.getAnnotation(JsonProperty.class);
        return renamed == null ? constant.getName() : renamed.value();
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "of another type";
        }
        if (type == String.class) {
            return "a string";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return List.of("int", "long", "Integer", "Long", "BigInteger")
                            .contains(type.getSimpleName())
                    ? "a whole number in range"
                    : "a number";
        }
        if (java.util.Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "an array";
        }
        if (type.isEnum()) {
            return "one of " + names(type);
        }
        return switch (type.getSimpleName()) {
            case "UUID" -> "a UUID";
            case "Instant", "OffsetDateTime", "ZonedDateTime" ->
                    "a time such as 2026-01-31T12:00:00Z";
            case "LocalDate" -> "a date such as 2026-01-31";
            default -> "an object of the documented shape";
        };
    }
}
