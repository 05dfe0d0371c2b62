package dev.agentworks.starter.sample;

import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.servicetoken.RequiresScope;
import dev.agentworks.starter.web.CurrentUser;
import dev.agentworks.starter.web.CursorRequest;
import dev.agentworks.starter.web.GatewayOnly;
import dev.agentworks.starter.web.IfMatch;
import dev.agentworks.starter.web.RunAsCurrentUser;
import dev.agentworks.starter.web.SignedInOnly;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Routes that are asked for by a person. */
@RestController
@RequiresScope("sample:public")
class PersonController {
    private static final String SUBJECT =
            "select concat(current_setting('app.user_id', true), '/',"
                    + " current_setting('app.tenant_id', true))";
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;

    PersonController(JdbcTemplate jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    @GetMapping("/me")
    @RunAsCurrentUser
    Map<String, String> me(
            @CurrentUser PersonId id, @CurrentUser UUID uuid, @CurrentUser ActingUser user) {
        return Map.of(
                "id", id.text(), "uuid", uuid.toString(), "user", user.id(), "subject", subject());
    }

    @GetMapping("/me/without-row-security")
    Map<String, String> plain(@CurrentUser ActingUser user) {
        return Map.of("user", user.id(), "subject", subject());
    }

    @GetMapping("/me/dispatched")
    @RunAsCurrentUser
    void dispatched(HttpServletRequest request, HttpServletResponse response) {
        request.startAsync().dispatch("/me/after-dispatch");
    }

    @GetMapping("/me/after-dispatch")
    Map<String, String> afterDispatch(HttpServletRequest request) {
        return Map.of("subject", subject(), "dispatch", request.getDispatcherType().name());
    }

    @GetMapping("/me/at-the-gateway")
    @GatewayOnly
    Map<String, String> atTheGateway() {
        return Map.of();
    }

    @GetMapping("/me/signed-in")
    @SignedInOnly
    Map<String, String> signedIn() {
        return Map.of();
    }

    @GetMapping("/page")
    Map<String, String> page(CursorRequest request, @IfMatch @Nullable Long expectedVersion) {
        return Map.of("request", request.toString(), "expected", String.valueOf(expectedVersion));
    }

    private String subject() {
        var subject = transactions.execute(_ -> jdbc.queryForObject(SUBJECT, String.class));
        return String.valueOf(subject);
    }

    record PersonId(String text) {
        public static PersonId of(String text) {
            return new PersonId(text);
        }
    }
}
