package dev.agentworks.orchestrator.remote;

import dev.agentworks.orchestrator.remote.PushOutcome.Failed;
import dev.agentworks.orchestrator.remote.PushOutcome.Pushed;
import dev.agentworks.orchestrator.remote.PushOutcome.Refused;
import dev.agentworks.orchestrator.remote.PushQueue.Push;
import dev.agentworks.starter.resilience.TargetUnavailableException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jgit.lib.Repository;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.databind.JsonNode;

/** Opens pull requests by GitHub's REST API: at most one for each branch. */
@Component
class GitHub {

    private static final int UNPROCESSABLE = 422;

    private final RemoteSettings settings;
    private final PublicAddresses addresses;
    private final RestClient http;

    GitHub(RemoteSettings settings, PublicAddresses addresses, RemoteHosts hosts) {
        this.settings = settings;
        this.addresses = addresses;
        var client =
                HttpClient.newBuilder()
                        .connectTimeout(Duration.ofSeconds(5))
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
        var requests = new JdkClientHttpRequestFactory(client);
        requests.setReadTimeout(Duration.ofSeconds(20));
        this.http =
                RestClient.builder()
                        .requestFactory(requests)
                        .requestInterceptor((request, body, execution) ->
                                hosts.target(request.getURI().getHost())
                                        .execute(request, body, execution))
                        .build();
    }

    /** Opens the pull request of a branch that was pushed, as {@code detail} says. */
    PushOutcome pullRequest(RemoteAddress address, String token, Push push, String detail) {
        var repository =
                "%s/repos/%s/%s".formatted(address.api(settings), address.owner(), address.name());
        var branch = Repository.shortenRefName(push.branch());
        try {
            addresses.require(URI.create(repository).getHost());
            var open = find(repository, address.owner() + ":" + branch, token);
            var number = open.isPresent() ? open.get() : create(repository, branch, token, push);
            return new Pushed("%s, pull request #%d".formatted(detail, number));
        } catch (HttpClientErrorException refusal) {
            return refused(refusal, detail);
        } catch (RestClientException | TargetUnavailableException | IOException e) {
            return new Failed(detail + ", but GitHub's API does not answer");
        }
    }

    private Optional<Integer> find(String repository, String head, String token) {
        var found =
                answer(
                        http.get()
                                .uri(repository + "/pulls?state=open&head={head}", head)
                                .headers(headers -> headers.setBearerAuth(token))
                                .header("Accept", "application/vnd.github+json")
                                .retrieve()
                                .body(JsonNode.class));
        return found.valueStream().map(pull -> pull.path("number").asInt()).findFirst();
    }

    private int create(String repository, String branch, String token, Push push) {
        var base =
                answer(
                                http.get()
                                        .uri(repository)
                                        .headers(headers -> headers.setBearerAuth(token))
                                        .header("Accept", "application/vnd.github+json")
                                        .retrieve()
                                        .body(JsonNode.class))
                        .path("default_branch")
                        .asString("main");
        return answer(
                        http.post()
                                .uri(repository + "/pulls")
                                .headers(headers -> headers.setBearerAuth(token))
                                .header("Accept", "application/vnd.github+json")
                                .body(
                                        Map.of(
                                                "title",
                                                push.title(),
                                                "body",
                                                push.body(),
                                                "head",
                                                branch,
                                                "base",
                                                base))
                                .retrieve()
                                .body(JsonNode.class))
                .path("number")
                .asInt();
    }

    private static PushOutcome refused(HttpClientErrorException refusal, String detail) {
        int status = refusal.getStatusCode().value();
        if (status == 429 || status == 408) {
            return new Failed(detail + ", but GitHub asks to wait");
        }
        if (status == UNPROCESSABLE && refusal.getResponseBodyAsString().contains("No commits")) {
            return new Pushed(detail + ", with nothing to pull");
        }
        return new Refused("%s, but GitHub refused a pull request: %d".formatted(detail, status));
    }

    private static JsonNode answer(@org.jspecify.annotations.Nullable JsonNode body) {
        return Objects.requireNonNull(body, "GitHub answers JSON");
    }
}
