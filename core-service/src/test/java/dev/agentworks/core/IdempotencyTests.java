package dev.agentworks.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.core.Situations.Answer;
import dev.agentworks.core.Situations.Person;
import dev.agentworks.starter.idempotency.HonoursIdempotencyKey;
import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.servicetoken.RequiresScope;
import dev.agentworks.starter.tenancy.DatabaseSubject;
import dev.agentworks.starter.tenancy.TenantScope;
import dev.agentworks.starter.test.RetentionRules;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** A POST with an Idempotency-Key is done once, whatever happens around it. */
class IdempotencyTests extends CoreTest {

    private static final Map<String, Object> ONCE = Map.of("title", "Once");

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping routes;

    @Autowired private ApplicationContext context;
    @Autowired private JdbcClient jdbc;
    @Autowired private TransactionTemplate transaction;
    private Person person;
    private JsonNode project;

    @BeforeEach
    void project() {
        person = situations.person();
        project = situations.project(person);
    }

    @Test
    void sixteenAtOnceMakeOneCard() throws Exception {
        var key = UUID.randomUUID().toString();
        var together = new CyclicBarrier(16);
        Callable<Answer> create =
                () -> {
                    together.await();
                    return create(person, ONCE, key);
                };

        var answers = new ArrayList<Answer>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var asked : threads.invokeAll(Collections.nCopies(16, create))) {
                answers.add(asked.get());
            }
        }

        assertThat(answers).extracting(Answer::status).containsAnyOf(201).isSubsetOf(201, 409);
        assertThat(cards(person)).hasSize(1);
        assertThat(create(person, ONCE, key).body().path("id"))
                .isEqualTo(cards(person).path(0).path("id"));
        assertThat(cards(person)).hasSize(1);
    }

    @Test
    void theSameRequestGetsTheFirstAnswerWithItsHeaders() {
        var key = UUID.randomUUID().toString();

        var first = create(person, ONCE, key);
        var card = "/api/cards/" + first.text("id");
        situations.as(person, "PATCH", card, Map.of("title", "Changed since"));
        var again = create(person, ONCE, key);

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.tag()).isEqualTo(first.tag()).isNotNull();
    }

    @Test
    void anotherRequestWithTheSameKeyIsRefused() {
        var key = UUID.randomUUID().toString();
        create(person, ONCE, key);

        var other = create(person, Map.of("title", "Another"), key);

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.text("type")).endsWith("/key-reused");
        assertThat(cards(person)).hasSize(1);
    }

    @Test
    void aKeyBelongsToItsCallerAndWorkspace() {
        var key = UUID.randomUUID().toString();
        var member = situations.member(person, "MEMBER");
        var elsewhere =
                situations
                        .as(person, "POST", "/api/workspaces", Map.of("name", "Elsewhere"))
                        .text("id");

        var mine = create(person, ONCE, key);
        var theirs = create(member, ONCE, key);
        var byKey =
                situations.call(
                        tokens().bearer(
                                        "gateway",
                                        new ActingUser(
                                                person.id(),
                                                Map.of(person.workspace(), "OWNER"),
                                                UUID.randomUUID().toString()),
                                        "core:public"),
                        "POST",
                        path(),
                        ONCE,
                        "Idempotency-Key",
                        key);

        assertThat(List.of(mine.text("id"), theirs.text("id"), byKey.text("id")))
                .doesNotHaveDuplicates();
        assertThat(newProject(person.workspace(), key).status()).isEqualTo(201);
        assertThat(newProject(elsewhere, key).text("workspaceId")).isEqualTo(elsewhere);
    }

    @Test
    void aRefusedRequestMayBeRepeatedInAnotherWay() {
        var key = UUID.randomUUID().toString();

        assertThat(create(person, Map.of("title", "Once", "lane", 77), key).status())
                .isEqualTo(400);

        assertThat(create(person, ONCE, key).status()).isEqualTo(201);
    }

    @Test
    void aKeyThatCannotBeUsedIsNamed() {
        var refused = create(person, ONCE, "x".repeat(201));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().at("/errors/0/pointer").asString())
                .isEqualTo("header:Idempotency-Key");
        assertThat(cards(person)).isEmpty();
    }

    @Test
    void aSecretThatIsShownOnceIsShownToItsRequestOnlyAndStoredNowhere() {
        var key = UUID.randomUUID().toString();
        var wanted =
                Map.of(
                        "workspaceId",
                        person.workspace(),
                        "name",
                        "A key",
                        "scopes",
                        List.of("api:read"));

        var first = situations.as(person, "POST", "/auth/api-keys", wanted, "Idempotency-Key", key);
        var again = situations.as(person, "POST", "/auth/api-keys", wanted, "Idempotency-Key", key);

        assertThat(first.text("key")).startsWith("aw_");
        assertThat(again.body()).isEqualTo(first.body());
        var stored =
                TenantScope.call(
                        DatabaseSubject.user(person.id()),
                        () ->
                                transaction.execute(_ ->
                                        jdbc.sql("select body from idempotent_request")
                                                .query((row, _) -> row.getBytes(1))
                                                .list()));
        assertThat(stored)
                .singleElement()
                .satisfies(body ->
                        assertThat(new String(body, StandardCharsets.ISO_8859_1))
                                .doesNotContain(first.text("key")));
    }

    @Test
    void everyPublicPostHonoursTheKey() {
        assertThat(routes.getHandlerMethods().entrySet())
                .filteredOn(route ->
                        route.getKey()
                                .getMethodsCondition()
                                .getMethods()
                                .contains(RequestMethod.POST))
                .extracting(Map.Entry::getValue)
                .filteredOn(IdempotencyTests::isPublic)
                .isNotEmpty()
                .allMatch(method -> method.hasMethodAnnotation(HonoursIdempotencyKey.class));
    }

    private static boolean isPublic(HandlerMethod method) {
        var scope =
                AnnotatedElementUtils.findMergedAnnotation(
                        method.getBeanType(), RequiresScope.class);
        return scope != null && scope.value().equals("core:public");
    }

    @Test
    void answersAreForgottenThatNoClientAsksForAnyMore() {
        create(person, ONCE, "yesterday");
        in(() ->
                jdbc.sql("update idempotent_request set answered_at = now() - interval '25 hours'")
                        .update());
        var today = create(person, ONCE, "today").body();

        new RetentionRules(context).forget("idempotent-requests", Duration.ofDays(1), 1000);

        assertThat(create(person, ONCE, "today").body()).isEqualTo(today);
        assertThat(in(() -> jdbc.sql("select 1 from idempotent_request").query().listOfRows()))
                .hasSize(1);
        assertThat(create(person, ONCE, "yesterday").status()).isEqualTo(201);
        assertThat(cards(person)).hasSize(3);
    }

    private <T> T in(Supplier<T> work) {
        return Objects.requireNonNull(
                TenantScope.call(
                        DatabaseSubject.user(person.id()),
                        () -> transaction.execute(_ -> work.get())));
    }

    private Answer create(Person by, Map<String, Object> card, String key) {
        return situations.as(by, "POST", path(), card, "Idempotency-Key", key);
    }

    private Answer newProject(String workspace, String key) {
        return situations.as(
                person,
                "POST",
                "/api/workspaces/" + workspace + "/projects",
                Map.of("name", "Twice"),
                "Idempotency-Key",
                key);
    }

    private JsonNode cards(Person by) {
        return situations.as(by, "GET", path(), null).body().path("items");
    }

    private String path() {
        return "/api/projects/" + project.path("id").asString() + "/cards";
    }
}
