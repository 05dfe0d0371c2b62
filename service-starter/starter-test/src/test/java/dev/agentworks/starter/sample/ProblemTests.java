package dev.agentworks.starter.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.starter.sample.SampleCalls.Answer;
import dev.agentworks.starter.test.ServiceTest;
import dev.agentworks.starter.test.TokenMaker;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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
                "``                                | ``",
                "null                              | ``",
                "{\"title\":\"a\",\"title\":\"b\"} | ``",
                "{\"title\":\"a\",\"wish\":1}        | /wish",
                "{\"title\":\"a\",\"lines\":[{\"text\":\"a\",\"no\":1}]} | /lines/0/no",
                "{\"title\":\"a\\ud83d\"}            | /title",
                "{\"title\":\"\"}                  | /title",
                "{\"title\":\" \\t\\u00a0\\u2003\"}  | /title",
                "{\"title\":\"\\u200b\\ufeff\\u2060\"} | /title",
                "{\"title\":\"\\u2800\\u3164\\u00ad\"} | /title",
                "{\"title\":\"a\",\"size\":\"\"}   | /size",
                "{\"title\":\"a\",\"price\":\"\"}  | /price",
                "{\"title\":\"a\",\"price\":\"1\"} | /price",
                "{\"title\":\"a\",\"at\":\"\"}     | /at",
                "{\"title\":\"a\",\"at\":5}        | /at",
                "{\"title\":\"a\",\"at\":\"+12026-01-01T00:00:00Z\"} | /at",
                "{\"title\":\"a\",\"day\":\"\"}    | /day",
                "{\"title\":\"a\",\"day\":\" \"}   | /day",
                "{\"title\":\"a\",\"day\":20000}   | /day",
                "{\"title\":\"a\",\"day\":[2026,1,1]} | /day",
                "{\"title\":\"a\",\"day\":\"+999999999-12-31\"} | /day",
                "{\"title\":\"a\",\"of\":\"\"}     | /of",
                "{\"title\":\"a\",\"of\":\"1-1-1-1-1\"} | /of",
                "{\"title\":\"a\",\"colour\":\"\"} | /colour",
                "{\"title\":\"a\",\"extra\":\"\"}  | /extra",
                "{\"title\":\"a\",\"extra\":{\"a\\u0000\":1}} | /extra",
                "{\"title\":\"a\",\"lines\":\"\"}  | /lines",
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
    void refusesBytesThatAreNoUtf8AndNestingWithoutEnd() {
        var bytes = "{\"title\":\"a?\"}".getBytes(StandardCharsets.UTF_8);
        bytes[11] = (byte) 0xC3;
        var broken =
                calls().send(
                                calls().request("/notes")
                                        .header("Content-Type", "application/json")
                                        .POST(HttpRequest.BodyPublishers.ofByteArray(bytes)));
        var deep = calls().post("/notes", "{\"extra\":" + "[".repeat(20_000));

        assertThat(Stream.of(broken, deep).map(Answer::status)).containsOnly(400);
        assertThat(Stream.of(broken, deep).map(Answer::code)).containsOnly("invalid-request");
    }

    @Test
    void takesAGoodBody() {
        var answer =
                calls().post(
                                "/notes",
                                """
                                {"title":"ä","colour":"RED","size":3,"price":0.000000000001,"day":"2026-01-31",
                                 "of":"00000000-0000-7000-8000-000000000000",
                                 "at":"2026-01-01T00:00:00Z","extra":{"a":[1,"b"]},"lines":[{"text":"x"}]}
                                """);

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    }

    @Test
    void countsCharactersAndNotTheUnitsOfTheirCode() {
        var twenty = calls().post("/notes", "{\"title\":\"" + "\ud83d\ude00".repeat(20) + "\"}");
        var more = calls().post("/notes", "{\"title\":\"" + "\ud83d\ude00".repeat(21) + "\"}");

        assertThat(twenty.status()).as(twenty.response().body()).isEqualTo(200);
        assertThat(more.pointer()).isEqualTo("/title");
    }

    @Test
    void passesOverWhatANewerServiceKnowsMore() {
        var internal =
                new SampleCalls(port, tokens.bearer("gateway", null, "sample:notes"))
                        .post("/internal/notes", "{\"title\":\"a\",\"wish\":{\"b\":[1]}}");

        assertThat(internal.status()).as(internal.response().body()).isEqualTo(200);
    }

    @Test
    void refusesNumbersThatAreNone() {
        var huge = "1e" + "9".repeat(400);
        for (var body :
                new String[] {
                    "{\"title\":\"a\",\"price\":" + huge + "}",
                    "{\"title\":\"a\",\"size\":" + huge + "}",
                    "{\"title\":\"a\",\"extra\":{\"a\":" + huge + "}}",
                    "{\"title\":\"a\",\"extra\":{\"a\":[1e309]}}",
                    "{\"title\":\"a\",\"extra\":{\"a\":" + "9".repeat(5_000) + "}}"
                }) {
            assertThat(calls().post("/notes", body).status()).as(body).isEqualTo(400);
        }
    }

    @Test
    void refusesMediaTypesThatAreNone() {
        for (var type :
                new String[] {"*/*", "application/*", "x", "application/json; charset=none"}) {
            var answer =
                    calls().send(
                                    calls().request("/notes")
                                            .header("Content-Type", type)
                                            .POST(HttpRequest.BodyPublishers.ofString("{}")));
            assertThat(answer.status()).as(type).isEqualTo(415);
            assertThat(answer.code()).isEqualTo("unsupported-media-type");
        }
    }

    @Test
    void takesNoBodyWhereItMayBeLeftOutButNotNull() {
        var none =
                calls().send(calls().request("/remarks").POST(HttpRequest.BodyPublishers.noBody()));

        assertThat(none.json().path("given").asBoolean(true)).isFalse();
        assertThat(calls().post("/remarks", "null").status()).isEqualTo(400);
        assertThat(calls().post("/remarks", "{\"title\":\"a\"}").json().path("given").asBoolean())
                .isTrue();
    }

    @Test
    void refusesParametersItDoesNotKnowOrThatComeTwice() {
        assertThat(calls().get("/notes?limit=2&colour=RED&colour=GREEN").status()).isEqualTo(200);
        assertThat(calls().get("/notes?size=2").pointer()).isEqualTo("query:size");
        assertThat(calls().get("/notes?Limit=2").pointer()).isEqualTo("query:Limit");
        assertThat(calls().get("/notes?limit=2&limit=3").pointer()).isEqualTo("query:limit");
        assertThat(calls().get("/notes?limit=0").pointer()).isEqualTo("query:limit");
        assertThat(calls().get("/notes?limit=").status()).isEqualTo(200);
        assertThat(calls().get("/notes?cursor=x").pointer()).isEqualTo("query:cursor");
    }

    @Test
    void pagesAListThatWasReadWhole() {
        var first = calls().get("/notes?limit=2");
        var next = first.json().path("nextCursor").asString("");
        var second = calls().get("/notes?limit=2&cursor=" + next);

        assertThat(first.json().path("items").toString()).isEqualTo("[\"a\",\"b\"]");
        assertThat(second.json().path("items").toString()).isEqualTo("[\"c\"]");
        assertThat(second.json().path("nextCursor").isNull()).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "/notes?limit=%ff",
                "/notes?cursor=%ED%A0%80",
                "/notes?limit=%",
                "/notes?limit=%zz",
                "/notes?%c3%28=1",
                "/notes?limit=%00",
                "/notes?a[]=1",
                "/notes/%ff",
                "/notes/%00",
                "/notes/%zz",
                "/notes/{}",
                "/notes?limit={}",
                "/notes/\\..\\"
            })
    void answersAnAddressThatIsNoTextWithAProblem(String target) throws IOException {
        var answer = rawly("GET " + target + " HTTP/1.1");

        assertThat(answer).startsWith("HTTP/1.1 400");
        assertThat(answer).contains("Content-Type: application/problem+json");
        assertThat(answer).contains("\"type\":\"https://agentworks.dev/problems/invalid-request\"");
        assertThat(answer).doesNotContain("<html", "<!doctype", "Tomcat");
    }

    @Test
    void answersWhatIsNoHttpWithAProblem() throws IOException {
        assertThat(rawly("GET /notes HTTP/9.9")).contains("application/problem+json");
        assertThat(rawly("GET /notes HTTP/1.1\r\nContent-Length: -1"))
                .contains("application/problem+json");
    }

    @Test
    void refusesToBeginWhatItCannotAnswerInAnAcceptedForm() {
        for (var accept : new String[] {"application/xml", "text/html", "*/*;q=0", "x"}) {
            var refused =
                    calls().send(
                                    calls().request("/notes")
                                            .header("Content-Type", "application/json")
                                            .header("Accept", accept)
                                            .POST(HttpRequest.BodyPublishers.ofString("{")));
            assertThat(refused.status()).as(accept).isEqualTo(406);
            assertThat(refused.code()).isEqualTo("not-acceptable");
        }
        var accepted =
                calls().send(
                                calls().request("/notes")
                                        .header("Accept", "text/html, application/*;q=0.5")
                                        .GET());
        assertThat(accepted.status()).isEqualTo(200);
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
        var delete = calls().send(calls().request("/remarks").DELETE());

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

    /** What a client library would not send. */
    private String rawly(String head) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            var request =
                    head
                            + "\r\nHost: 127.0.0.1\r\nConnection: close\r\nAuthorization: "
                            + tokens.bearer("gateway", null, "sample:public")
                            + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private SampleCalls calls() {
        return new SampleCalls(port, tokens.bearer("gateway", null, "sample:public"));
    }
}
