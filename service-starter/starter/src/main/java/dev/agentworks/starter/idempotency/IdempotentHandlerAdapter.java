package dev.agentworks.starter.idempotency;

import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.CurrentCaller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Calls the methods of controllers; those that honour an {@code Idempotency-Key} within one
 * transaction with the keeping of their answer. What a request changed and what it was answered are
 * thereby known together or not at all, and nothing is said before both are committed.
 */
final class IdempotentHandlerAdapter extends RequestMappingHandlerAdapter {
    private static final String HEADER = "Idempotency-Key";
    private static final int LONGEST = 200;

    private final Supplier<IdempotentRequests> requests;
    private final Supplier<PlatformTransactionManager> transactions;

    IdempotentHandlerAdapter(
            Supplier<IdempotentRequests> requests,
            Supplier<PlatformTransactionManager> transactions) {
        this.requests = requests;
        this.transactions = transactions;
    }

    @Override
    protected @Nullable ModelAndView invokeHandlerMethod(
            HttpServletRequest request, HttpServletResponse response, HandlerMethod handler)
            throws Exception {
        var key = request.getHeader(HEADER);
        if (key == null || !isHonouredBy(handler)) {
            return super.invokeHandlerMethod(request, response, handler);
        }
        requireUsable(key);
        // read before the transaction begins: a slow client must not hold a connection
        var body = request.getInputStream().readAllBytes();
        var keyed =
                KeyedRequest.of(
                        CurrentCaller.require(request).requireUser(), address(request), key, body);
        var answer = new ContentCachingResponseWrapper(response);
        answerOnce(keyed, new RereadableRequest(request, body), answer, handler);
        answer.copyBodyToResponse();
        return null;
    }

    private void answerOnce(
            KeyedRequest keyed,
            HttpServletRequest request,
            ContentCachingResponseWrapper response,
            HandlerMethod handler)
            throws Exception {
        var manager = transactions.get();
        var transaction = manager.getTransaction(TransactionDefinition.withDefaults());
        try {
            var before = requests.get().begin(keyed);
            if (before.isPresent()) {
                before.get().write(response);
            } else {
                super.invokeHandlerMethod(request, response, handler);
                requests.get()
                        .keep(keyed, StoredAnswer.of(response, response.getContentAsByteArray()));
            }
        } catch (Exception | Error failure) {
            rollBack(manager, transaction, failure);
            throw failure;
        }
        try {
            manager.commit(transaction);
        } catch (RuntimeException failure) {
            response.reset(); // the answer to what was not done
            throw failure;
        }
    }

    /** The failure that made it necessary is what the caller is told, whatever happens here. */
    private static void rollBack(
            PlatformTransactionManager manager, TransactionStatus transaction, Throwable reason) {
        try {
            manager.rollback(transaction);
        } catch (RuntimeException alsoFailed) {
            reason.addSuppressed(alsoFailed);
        }
    }

    private static boolean isHonouredBy(HandlerMethod handler) {
        var onMethod = handler.getMethodAnnotation(HonoursIdempotencyKey.class);
        return onMethod != null
                ? !onMethod.itself()
                : AnnotatedElementUtils.hasAnnotation(
                        handler.getBeanType(), HonoursIdempotencyKey.class);
    }

    private static String address(HttpServletRequest request) {
        var query = request.getQueryString();
        return request.getMethod()
                + " "
                + request.getRequestURI()
                + (query == null ? "" : "?" + query);
    }

    private static void requireUsable(String key) {
        if (key.isBlank() || key.length() > LONGEST) {
            throw new ProblemException(
                            CommonError.INVALID_REQUEST, "The Idempotency-Key is not usable.")
                    .invalid("header:" + HEADER, "must have 1 to 200 characters");
        }
    }
}
