package dev.agentworks.orchestrator.client;

import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.servicetoken.RemoteProblem;
import dev.agentworks.starter.servicetoken.ServiceClients;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The router over HTTP; a completion is followed as a stream of server-sent events. */
@Component
class RestRouter implements Router {

    private static final Duration DEFAULT_WAIT = Duration.ofSeconds(2);
    private static final String COMPLETION = "/internal/completions/{key}";

    /** The price list is a route for people, and the same for all of them. */
    private static final ActingUser ANYONE = new ActingUser(new UUID(0, 0).toString(), Map.of());

    private final RestClient router;
    private final RestClient asAnyone;
    private final JsonMapper json;
    private final OpenStreams open = new OpenStreams();

    RestRouter(ServiceClients clients, JsonMapper json) {
        this.router = clients.to("router", "router:complete");
        this.asAnyone = clients.to("router", "router:public");
        this.json = json;
    }

    @Override
    public CompletionResult complete(
            String key,
            CompletionRequest request,
            CompletionListener listener,
            Interruption interruption) {
        try {
            return router.put()
                    .uri(COMPLETION, key)
                    .contentType(MediaType.APPLICATION_JSON)
                    .accept(MediaType.TEXT_EVENT_STREAM, MediaType.APPLICATION_JSON)
                    .body(request)
                    .exchangeForRequiredValue(
                            (_, response) -> answer(response, listener, interruption));
        } catch (ResourceAccessException broken) {
            return new CompletionResult.Broken(String.valueOf(broken.getMessage()));
        } catch (RemoteProblem problem) {
            return refusal(problem.status(), problem.code(), problem.detail(), DEFAULT_WAIT);
        }
    }

    @Override
    public void cancel(String key) {
        router.delete().uri(COMPLETION, key).retrieve().toBodilessEntity();
    }

    @Override
    public PriceList prices() {
        return Objects.requireNonNull(
                asAnyone.get()
                        .uri("/api/providers")
                        .attribute(ServiceClients.ACTING_USER, ANYONE)
                        .retrieve()
                        .body(PriceList.class));
    }

    /** Closes streams that are silent for longer than the router's heartbeats allow. */
    @Scheduled(fixedDelay = 5_000)
    void closeSilentStreams() {
        open.closeSilent();
    }

    private CompletionResult answer(
            ClientHttpResponse response, CompletionListener listener, Interruption interruption)
            throws IOException {
        int status = response.getStatusCode().value();
        var type = response.getHeaders().getContentType();
        if (status == 200 && MediaType.TEXT_EVENT_STREAM.isCompatibleWith(type)) {
            return streamed(response, listener, interruption);
        }
        var wait = retryAfter(response);
        var body = response.getBody().readAllBytes();
        if (status == 200) {
            return new CompletionResult.Outcome(json.readValue(body, Completion.class));
        }
        if (status == 202) {
            return new CompletionResult.InProgress(wait);
        }
        var problem = problem(body);
        return refusal(status, code(problem, status), problem.path("detail").asString(""), wait);
    }

    private CompletionResult streamed(
            ClientHttpResponse response, CompletionListener listener, Interruption interruption)
            throws IOException {
        try (var stream = open.opened(response)) {
            interruption.whileWaiting(stream::close);
            return new CompletionEventReader(stream, json, listener).read();
        } catch (IOException broken) {
            return new CompletionResult.Broken(String.valueOf(broken.getMessage()));
        } finally {
            interruption.whileWaiting(null);
        }
    }

    private static CompletionResult refusal(int status, String code, String detail, Duration wait) {
        return switch (status) {
            case 409 -> new CompletionResult.Indeterminate(detail);
            case 429, 503 -> new CompletionResult.NotDispatched(code, wait);
            default ->
                    status >= 500
                            ? new CompletionResult.Broken(code + " " + detail)
                            : new CompletionResult.Refused(code, detail);
        };
    }

    private JsonNode problem(byte[] body) {
        try {
            return json.readTree(body);
        } catch (RuntimeException notJson) {
            return json.createObjectNode()
                    .put("detail", new String(body, StandardCharsets.UTF_8).strip());
        }
    }

    private static String code(JsonNode problem, int status) {
        var type = problem.path("type").asString("");
        return type.isEmpty() ? "http-" + status : type.substring(type.lastIndexOf('/') + 1);
    }

    private static Duration retryAfter(ClientHttpResponse response) {
        var value = response.getHeaders().getFirst("Retry-After");
        return value != null && value.matches("\\d{1,6}")
                ? Duration.ofSeconds(Long.parseLong(value))
                : DEFAULT_WAIT;
    }
}
