package dev.agentworks.starter.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CommonErrorTests {
    @Test
    void answersWithTheCodesTitlesAndStatusesThatWereAgreed() {
        assertThat(
                        Stream.of(CommonError.values())
                                .map(code ->
                                        code.status() + " " + code.code() + " " + code.title()))
                .containsExactly(
                        "400 invalid-request The request is not valid",
                        "401 unauthenticated Who is calling is not known",
                        "403 forbidden The caller may not do this",
                        "404 not-found There is no such thing here",
                        "405 method-not-allowed The method is not allowed here",
                        "406 not-acceptable The answer cannot be given in an accepted media type",
                        "408 request-timeout The request did not arrive in time",
                        "409 conflict The request conflicts with the present state",
                        "412 version-conflict Somebody else changed it in the meantime",
                        "413 payload-too-large The body is too large",
                        "415 unsupported-media-type The media type is not supported",
                        "422 key-reused The key was used for another request",
                        "429 rate-limited Too many requests",
                        "500 internal Something went wrong on our side",
                        "503 unavailable Not available at the moment",
                        "504 timeout It took too long");
    }
}
