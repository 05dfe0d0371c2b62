package dev.agentworks.starter.problem;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.validation.BindingResult;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.MethodValidationResult;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;

/**
 * Names the fields and parameters that failed validation, in servlet and reactive services alike.
 */
final class RequestProblems implements ProblemTranslator {
    @Override
    public @Nullable Problem translate(Throwable failure) {
        return switch (failure) {
            case MethodValidationResult result -> Problem.invalid(errors(result));
            case BindingResult result -> Problem.invalid(errors(result, ""));
            case ConstraintViolationException violations ->
                    Problem.invalid(
                            violations.getConstraintViolations().stream()
                                    .map(RequestProblems::error)
                                    .sorted(Comparator.comparing(InvalidField::pointer))
                                    .toList());
            default -> null;
        };
    }

    static List<InvalidField> errors(BindingResult result, String prefix) {
        return result.getAllErrors().stream()
                .map(error -> new InvalidField(prefix + pointer(error), message(error)))
                .sorted(Comparator.comparing(InvalidField::pointer))
                .toList();
    }

    static String parameter(MethodParameter parameter) {
        var name = String.valueOf(parameter.getParameterName());
        if (parameter.hasParameterAnnotation(RequestBody.class)) {
            return "";
        }
        if (parameter.getParameterAnnotation(RequestHeader.class) instanceof RequestHeader header) {
            return "header:" + (header.name().isEmpty() ? name : header.name());
        }
        return (parameter.hasParameterAnnotation(PathVariable.class) ? "path:" : "query:") + name;
    }

    private static List<InvalidField> errors(MethodValidationResult result) {
        var errors = new ArrayList<InvalidField>();
        for (ParameterValidationResult parameter : result.getParameterValidationResults()) {
            var prefix = parameter(parameter.getMethodParameter());
            if (parameter instanceof ParameterErrors fields) {
                fields.getAllErrors()
                        .forEach(error ->
                                errors.add(
                                        new InvalidField(prefix + pointer(error), message(error))));
            } else {
                parameter
                        .getResolvableErrors()
                        .forEach(error ->
                                errors.add(
                                        new InvalidField(
                                                prefix,
                                                String.valueOf(error.getDefaultMessage()))));
            }
        }
        return errors;
    }

    private static InvalidField error(ConstraintViolation<?> violation) {
        return new InvalidField(
                path(violation.getPropertyPath().toString()), violation.getMessage());
    }

    private static String pointer(ObjectError error) {
        return error instanceof FieldError field ? path(field.getField()) : "";
    }

    private static String message(ObjectError error) {
        return error instanceof FieldError field && field.isBindingFailure()
                ? "has the wrong type"
                : String.valueOf(error.getDefaultMessage());
    }

    // items[0].name → /items/0/name
    private static String path(String property) {
        return "/" + property.replace("[", "/").replace("]", "").replace('.', '/');
    }
}
