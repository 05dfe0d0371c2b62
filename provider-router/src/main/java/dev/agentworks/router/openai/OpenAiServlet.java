package dev.agentworks.router.openai;

import dev.agentworks.router.provider.spi.VendorJson;
import dev.agentworks.starter.compute.ComputePool;
import dev.agentworks.starter.compute.ComputePools;
import dev.agentworks.starter.identifier.Uuids;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.ServiceTokens;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * OpenAI's paths, statuses and errors. It is a servlet of its own, so that nothing that Spring MVC
 * runs before and after a controller is added to each call.
 */
class OpenAiServlet extends HttpServlet {
    private static final Logger LOG = LoggerFactory.getLogger(OpenAiServlet.class);
    private static final String BEARER = "Bearer ";
    private static final int LONGEST_REQUEST_ID = 128;
    private static final int LARGE = 256 * 1024;
    private static final String MODELS = "/v1/models";

    private final transient ServiceTokens tokens;
    private final transient ChatCompletionsEndpoint chat;
    private final transient EmbeddingsEndpoint embeddings;
    private final transient ModelsEndpoint models;
    private final transient RequestObservations traces;
    private final transient ComputePool parsing;
    private final int largest;

    OpenAiServlet(
            ServiceTokens tokens,
            ChatCompletionsEndpoint chat,
            EmbeddingsEndpoint embeddings,
            ModelsEndpoint models,
            RequestObservations traces,
            ComputePools pools,
            OpenAiSettings settings) {
        this.parsing = pools.pool("json");
        this.tokens = tokens;
        this.chat = chat;
        this.embeddings = embeddings;
        this.models = models;
        this.traces = traces;
        this.largest = Math.toIntExact(settings.maxBody().toBytes());
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var seen = traces.begin(request);
        var failure = "none";
        try {
            response.setHeader("x-request-id", requestId(request));
            served(request, response);
        } catch (IOException e) {
            failure = e.getClass().getSimpleName();
            throw e;
        } finally {
            seen.end(request.getMethod(), route(request), response.getStatus(), failure);
        }
    }

    private void served(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        try {
            answer(request, response);
        } catch (OpenAiException e) {
            refuse(e.error(), response);
        } catch (ProblemException e) {
            refuse(OpenAiErrors.of(e), response);
        } catch (JacksonException e) {
            refuse(
                    new OpenAiError(
                            400,
                            OpenAiError.INVALID,
                            "invalid_json",
                            null,
                            "The body of the request is not JSON."),
                    response);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            refuse(
                    new OpenAiError(
                                    503,
                                    "server_error",
                                    "stopping",
                                    null,
                                    "The router is stopping.")
                            .after(1),
                    response);
        } catch (RuntimeException e) {
            LOG.error("a call from outside ended in a fault", e);
            refuse(
                    new OpenAiError(500, "server_error", "internal", null, "The router failed."),
                    response);
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response)
            throws IOException, InterruptedException {
        var caller =
                ApiKeyCaller.of(
                        tokens.verify(bearer(request.getHeader("Authorization"))),
                        request.getHeader(ApiKeyCaller.KEY_HEADER));
        var path = request.getRequestURI();
        switch (path) {
            case "/v1/chat/completions" -> {
                only("POST", request);
                chat.answer(caller, ChatCompletionRequest.of(body(request)), request, response);
            }
            case "/v1/embeddings" -> {
                only("POST", request);
                embeddings.answer(caller, body(request), request, response);
            }
            case MODELS -> {
                only("GET", request);
                write(models.list(caller.workspaceId()), response);
            }
            default -> {
                if (!path.startsWith(MODELS + "/")) {
                    throw new OpenAiException(
                            new OpenAiError(
                                    404,
                                    OpenAiError.INVALID,
                                    "unknown_url",
                                    null,
                                    "There is no %s %s.".formatted(request.getMethod(), path)));
                }
                only("GET", request);
                var name = path.substring(MODELS.length() + 1);
                write(
                        models.one(caller, URLDecoder.decode(name, StandardCharsets.UTF_8)),
                        response);
            }
        }
    }

    private JsonNode body(HttpServletRequest request) throws IOException {
        requireJson(request.getContentType());
        long announced = request.getContentLengthLong();
        var body =
                announced > largest
                        ? null
                        : request.getInputStream()
                                .readNBytes(announced >= 0 ? (int) announced : largest + 1);
        if (body == null || body.length > largest) {
            throw new OpenAiException(
                    new OpenAiError(
                            413,
                            OpenAiError.INVALID,
                            "request_too_large",
                            null,
                            "The body is larger than %d bytes.".formatted(largest)));
        }
        try {
            return body.length < LARGE
                    ? VendorJson.MAPPER.readTree(body)
                    : parsing.compute(() -> VendorJson.MAPPER.readTree(body));
        } catch (NumberFormatException _) { // an exponent that no decimal has
            throw new OpenAiException(
                    new OpenAiError(
                            400,
                            OpenAiError.INVALID,
                            "invalid_json",
                            null,
                            "The body of the request has a number that is none."));
        }
    }

    /** Who does not say what the body is, means JSON. */
    private static void requireJson(@Nullable String type) {
        if (type != null && !isJson(type)) {
            throw new OpenAiException(
                    new OpenAiError(
                            415,
                            OpenAiError.INVALID,
                            "unsupported_media_type",
                            null,
                            "The body must be application/json."));
        }
    }

    private static boolean isJson(String type) {
        try {
            return MediaType.APPLICATION_JSON.equalsTypeAndSubtype(MediaType.parseMediaType(type));
        } catch (InvalidMediaTypeException _) {
            return false;
        }
    }

    private static String route(HttpServletRequest request) {
        var path = request.getRequestURI();
        return switch (path) {
            case "/v1/chat/completions", "/v1/embeddings", MODELS -> path;
            default -> path.startsWith(MODELS + "/") ? "/v1/models/{name}" : "NOT_FOUND";
        };
    }

    private static void only(String method, HttpServletRequest request) {
        if (!method.equals(request.getMethod())) {
            throw new OpenAiException(
                    new OpenAiError(
                            405,
                            OpenAiError.INVALID,
                            "method_not_supported",
                            null,
                            "Only %s is allowed here.".formatted(method)));
        }
    }

    private static String bearer(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw new OpenAiException(
                    new OpenAiError(
                            401,
                            OpenAiError.INVALID,
                            "invalid_api_key",
                            null,
                            "The request names nobody."));
        }
        return header.substring(BEARER.length()).strip();
    }

    private static String requestId(HttpServletRequest request) {
        var told = request.getHeader("X-Request-Id");
        return told != null && isRequestId(told) ? told : "req-" + Uuids.v7();
    }

    private static boolean isRequestId(String told) {
        return !told.isEmpty()
                && told.length() <= LONGEST_REQUEST_ID
                && told.chars()
                        .allMatch(it ->
                                it >= 'a' && it <= 'z'
                                        || it >= 'A' && it <= 'Z'
                                        || it >= '0' && it <= '9'
                                        || it == '.'
                                        || it == '_'
                                        || it == '-');
    }

    private static void write(ObjectNode body, HttpServletResponse response) throws IOException {
        JsonResponse.write(200, body.toString().getBytes(StandardCharsets.UTF_8), response);
    }

    private static void refuse(OpenAiError error, HttpServletResponse response) throws IOException {
        var wait = error.retryAfterSeconds();
        if (wait != null) {
            response.setHeader("Retry-After", Long.toString(wait));
        }
        JsonResponse.write(
                error.status(), error.body().toString().getBytes(StandardCharsets.UTF_8), response);
    }
}
