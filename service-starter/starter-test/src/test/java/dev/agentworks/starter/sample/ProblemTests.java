package dev.agentworks.starter.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.starter.sample.SampleCalls.Answer;
import dev.agentworks.starter.test.ServiceTest;
import dev.agentworks.starter.test.TokenMaker;
import java.net.http.HttpRequest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServiceTest(service = "sample")
class ProblemTests {
    @LocalServerPort int port;
    @Autowired TokenMaker tokens;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"title\":                       | ``",
                "{\"title\":\"a\"} x               | ``",
                "[]                                | ``",
                "{\"title\":5}                     | /title",
                "{\"title\":{}}                    | /title",
                "{\"title\":null}                  | /title",
                "{\"title\":\"a\\u0000b\"}         | /title",
                "{\"title\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"} | /title",
                "{\"title\":\"a\",\"colour\":\"BLUE\"} | /colour",
                "{\"title\":\"a\",\"colour\":1}    | /colour",
                "{\"title\":\"a\",\"size\":\"5\"}  | /size",
                "{\"title\":\"a\",\"size\":1.5}    | /size",
                "{\"title\":\"a\",\"size\":99999999999} | /size",
                "{\"title\":\"a\",\"price\":\"x\"} | /price",
                "{\"title\":\"a\",\"at\":\"yesterday\"} | /at",
                "{\"title\":\"a\",\"extra\":{\"a\":\"\\u0000\"}} | /extra/a",
                "{\"title\":\"a\",\"lines\":[{\"text\":\"a\"},{\"text\":\"abcdef\"}]} | /lines/1/text",
                "{\"title\":\"a\",\"lines\":[{\"text\":7}]} | /lines/0/text",
            })
    void refusesABadBodyAndPointsAtTheField(String body, String pointer) {
        var answer = calls().post("/notes", body);

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("invalid-request");
        assertThat(answer.pointer()).as(answer.response().body()).isEqualTo(pointer);
        assertThat(answer.response().body())
                .doesNotContain("tools.", "java.", "dev.agentworks.starter");
    }

    @Test
    void takesAGoodBody() {
        var answer =
                calls().post(
                                "/notes",
                                """
                                {"title":"ä","colour":"RED","size":3,"price":"0.000000000001","unknown":1,
                                 "at":"2026-01-01T00:00:00Z","extra":{"a":[1,"b"]},"lines":[{"text":"x"}]}
                                """);

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    }

    @Test
    void namesThePathAndTheParameterThatAreWrong() {
        var id = "00000000-0000-7000-8000-000000000000";

        assertThat(calls().get("/notes/x").pointer()).isEqualTo("path:id");
        assertThat(calls().get("/notes/%s?limit=x".formatted(id)).pointer())
                .isEqualTo("query:limit");
        assertThat(calls().get("/notes/%s?limit=11".formatted(id)).pointer())
                .isEqualTo("query:limit");
        assertThat(calls().get("/notes/%s?limit=%%00".formatted(id)).status()).isEqualTo(400);
    }

    @Test
    void saysWhatOurOwnRefusalSays() {
        var answer = calls().get("/notes/00000000-0000-7000-8000-000000000000");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().path("detail").asString()).startsWith("There is no note");
        assertThat(answer.json().path("limit").asInt()).isEqualTo(1);
        assertThat(answer.json().path("instance").asString())
                .isEqualTo("/notes/00000000-0000-7000-8000-000000000000");
        assertThat(answer.response().headers().firstValue("Content-Type"))
                .contains("application/problem+json");
    }

    @Test
    void tellsNothingOfAFault() {
        var answer = calls().get("/fault");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.code()).isEqualTo("internal");
        assertThat(answer.response().body()).doesNotContain("secret", "Exception");
    }

    @Test
    void knowsUnknownRoutesWrongMethodsAndWrongMediaTypes() {
        var text =
                calls().send(
                                calls().request("/notes")
                                        .header("Content-Type", "text/plain")
                                        .POST(HttpRequest.BodyPublishers.ofString("x")));
        var delete = calls().send(calls().request("/notes").DELETE());

        assertThat(calls().get("/nowhere").code()).isEqualTo("not-found");
        assertThat(delete.code()).isEqualTo("method-not-allowed");
        assertThat(delete.response().headers().firstValue("Allow")).contains("POST");
        assertThat(text.code()).isEqualTo("unsupported-media-type");
    }

    @Test
    void refusesABodyThatIsTooLargeWhetherItSaysSoOrNot() {
        var large = "{\"title\":\"%s\"}".formatted("a".repeat(2_000_000));
        var chunked =
                calls().send(
                                calls().request("/notes")
                                        .header("Content-Type", "application/json")
                                        .POST(
                                                HttpRequest.BodyPublishers.ofInputStream(() ->
                                                        new java.io.ByteArrayInputStream(
                                                                large.getBytes()))));

        assertThat(Stream.of(calls().post("/notes", large), chunked).map(Answer::code))
                .containsOnly("payload-too-large");
    }

    private SampleCalls calls() {
        return new SampleCalls(port, tokens.bearer("gateway", null, "sample:public"));
    }
}
