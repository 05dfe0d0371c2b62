package dev.agentworks.starter.problem;

import jakarta.servlet.ServletRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.DeserializationProblemHandler;

/**
 * Refuses a field that a public route does not know, so that nothing is dropped in silence. Between
 * services unknown fields are passed over: a newer caller may know more than an older callee.
 */
public final class UnknownFields extends DeserializationProblemHandler {
    private static final String REFUSED = UnknownFields.class.getName();

    UnknownFields() {}

    /** From now on the body of the request may hold known fields only. */
    public static void refuseIn(ServletRequest request) {
        request.setAttribute(REFUSED, true);
    }

    @Override
    public boolean handleUnknownProperty(
            DeserializationContext context,
            JsonParser parser,
            ValueDeserializer<?> deserializer,
            Object beanOrClass,
            String name) {
        var request = RequestContextHolder.getRequestAttributes();
        if (request != null
                && request.getAttribute(REFUSED, RequestAttributes.SCOPE_REQUEST) != null) {
            return false;
        }
        parser.skipChildren();
        return true;
    }
}
