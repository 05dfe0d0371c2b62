package dev.agentworks.starter.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.sample.SampleService;
import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.tenancy.DatabaseSubject;
import dev.agentworks.starter.tenancy.TenantScope;
import dev.agentworks.starter.test.ServiceTest;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.support.TransactionTemplate;

@ServiceTest(service = "sample")
@ContextConfiguration(classes = SampleService.class)
class IdempotentRequestsTests {
    private static final byte[] BODY = {1, 2, 3};
    @Autowired IdempotentRequests requests;
    @Autowired TransactionTemplate transactions;
    private final ActingUser anna = new ActingUser(UUID.randomUUID().toString(), Map.of());
    private final KeyedRequest request =
            KeyedRequest.of(anna, "POST /notes", UUID.randomUUID().toString(), BODY);

    @Test
    void givesTheAnswerOfTheFirstRequestToTheNext() {
        as(anna, () -> answered(request));

        var before = as(anna, () -> requests.begin(request)).orElseThrow();

        assertThat(before.status()).isEqualTo(201);
        assertThat(before.headers()).containsEntry("ETag", "\"1\"");
        assertThat(before.body()).isEqualTo(BODY);
    }

    @Test
    void knowsNothingOfARequestThatWasRolledBack() {
        assertThatThrownBy(() ->
                        as(
                                anna,
                                () -> {
                                    answered(request);
                                    throw new IllegalStateException("it failed");
                                }))
                .hasMessage("it failed");

        assertThat(as(anna, () -> requests.begin(request))).isEmpty();
    }

    @Test
    void refusesASecondRequestWhileTheFirstIsUnderWay() {
        as(
                anna,
                () -> {
                    requests.begin(request);
                    assertThatThrownBy(() ->
                                    CompletableFuture.supplyAsync(
                                                    () -> as(anna, () -> requests.begin(request)))
                                            .join())
                            .isInstanceOf(CompletionException.class)
                            .cause()
                            .isInstanceOf(ProblemException.class)
                            .hasMessageContaining("conflict")
                            .extracting(refusal -> ((ProblemException) refusal).pause())
                            .isEqualTo(Duration.ofSeconds(1));
                    return true;
                });
    }

    @Test
    void refusesAnotherRequestWithTheSameKey() {
        as(anna, () -> answered(request));
        var other = KeyedRequest.of(anna, "POST /notes", request.key(), new byte[] {9});

        assertThatThrownBy(() -> as(anna, () -> requests.begin(other)))
                .hasMessageContaining("key-reused");
    }

    @Test
    void keepsCallersApartInTheDatabaseToo() {
        as(anna, () -> answered(request));
        var eve = new ActingUser(UUID.randomUUID().toString(), Map.of());

        // even a request that says it is Anna's
        assertThat(as(eve, () -> requests.begin(request))).isEmpty();
    }

    private boolean answered(KeyedRequest first) {
        assertThat(requests.begin(first)).isEmpty();
        requests.keep(first, new StoredAnswer(201, Map.of("ETag", "\"1\""), BODY));
        return true;
    }

    private <T> T as(ActingUser user, Supplier<T> work) {
        return TenantScope.call(
                DatabaseSubject.user(user.id()), () -> transactions.execute(_ -> work.get()));
    }
}
