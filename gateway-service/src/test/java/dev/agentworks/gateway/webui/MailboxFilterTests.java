package dev.agentworks.gateway.webui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;

/** The mailbox is of the local stack; in every other environment there is none. */
class MailboxFilterTests {
    @Test
    void leadsToTheMailboxOfTheLocalStack() {
        var exchange = ask("http://localhost:8098/dev/mail", "/dev/mail");

        assertThat(exchange.getResponse().getStatusCode()).isEqualTo(HttpStatus.FOUND);
        assertThat(exchange.getResponse().getHeaders().getLocation())
                .hasToString("http://localhost:8098/dev/mail");
    }

    @Test
    void isNotThereElsewhere() {
        assertThat(ask("", "/dev/mail").getResponse().getStatusCode())
                .isEqualTo(HttpStatus.NOT_FOUND);
    }

    @Test
    void leavesOtherPathsAlone() {
        assertThat(
                        ask("http://localhost:8098/dev/mail", "/dev/mails")
                                .getResponse()
                                .getStatusCode())
                .isEqualTo(HttpStatus.I_AM_A_TEAPOT);
    }

    private static MockServerWebExchange ask(String mailbox, String path) {
        var exchange = MockServerWebExchange.from(MockServerHttpRequest.get(path));
        new MailboxFilter(new WebUiSettings("", mailbox))
                .filter(
                        exchange,
                        it -> {
                            it.getResponse().setStatusCode(HttpStatus.I_AM_A_TEAPOT);
                            return Mono.empty();
                        })
                .block();
        return exchange;
    }
}
