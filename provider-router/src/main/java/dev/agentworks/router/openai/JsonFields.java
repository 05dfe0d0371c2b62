package dev.agentworks.router.openai;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads fields of a request; what has the wrong type or size is refused by its name. */
record JsonFields(JsonNode object, String prefix) {
    String name(String field) {
        return prefix + field;
    }

    boolean has(String field) {
        return object.hasNonNull(field);
    }

    JsonNode get(String field) {
        return object.path(field);
    }

    @Nullable String text(String field) {
        var value = object.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw wrongType(field, "a string");
        }
        return value.stringValue();
    }

    String requiredText(String field) {
        var value = text(field);
        if (value == null || value.isBlank()) {
            throw missing(field);
        }
        return value;
    }

    boolean flag(String field) {
        return Boolean.TRUE.equals(optionalFlag(field));
    }

    @Nullable Boolean optionalFlag(String field) {
        var value = object.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isBoolean()) {
            throw wrongType(field, "a boolean");
        }
        return value.booleanValue();
    }

    @Nullable BigDecimal number(String field, int least, int most) {
        var value = object.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isNumber() || value.isFloat() && Double.isNaN(value.doubleValue())) {
            throw wrongType(field, "a number");
        }
        var number = value.decimalValue();
        if (number.compareTo(BigDecimal.valueOf(least)) < 0
                || number.compareTo(BigDecimal.valueOf(most)) > 0) {
            throw OpenAiException.invalid(
                    name(field),
                    "invalid_value",
                    "'%s' must be between %d and %d.".formatted(name(field), least, most));
        }
        return number;
    }

    @Nullable Integer integer(String field, int least, int most) {
        var number = number(field, least, most);
        if (number == null) {
            return null;
        }
        if (!object.path(field).isIntegralNumber()) {
            throw wrongType(field, "an integer");
        }
        return number.intValue();
    }

    /** A text or a list of texts. */
    List<String> texts(String field) {
        var value = object.path(field);
        if (value.isString()) {
            return List.of(value.stringValue());
        }
        if (value.isMissingNode() || value.isNull()) {
            return List.of();
        }
        var texts = new ArrayList<String>();
        for (var element : list(field)) {
            if (!element.isString()) {
                throw wrongType(field, "a string or an array of strings");
            }
            texts.add(element.stringValue());
        }
        return texts;
    }

    JsonNode list(String field) {
        var value = object.path(field);
        if (!value.isArray()) {
            throw wrongType(field, "an array");
        }
        return value;
    }

    JsonFields at(String field) {
        var value = object.path(field);
        if (!value.isObject()) {
            throw wrongType(field, "an object");
        }
        return new JsonFields(value, name(field) + ".");
    }

    JsonFields at(String field, int index) {
        var value = object.path(field).path(index);
        var name = name(field) + "[" + index + "]";
        if (!value.isObject()) {
            throw OpenAiException.invalid(
                    name, "invalid_type", "'%s' must be an object.".formatted(name));
        }
        return new JsonFields(value, name + ".");
    }

    OpenAiException missing(String field) {
        return OpenAiException.invalid(
                name(field),
                "missing_required_parameter",
                "Missing required parameter: '%s'.".formatted(name(field)));
    }

    OpenAiException wrongType(String field, String wanted) {
        return OpenAiException.invalid(
                name(field), "invalid_type", "'%s' must be %s.".formatted(name(field), wanted));
    }

    OpenAiException unsupported(String field, String why) {
        return OpenAiException.invalid(name(field), "unsupported_value", why);
    }
}
