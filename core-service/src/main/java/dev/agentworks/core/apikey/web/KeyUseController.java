package dev.agentworks.core.apikey.web;

import dev.agentworks.core.apikey.ApiKeys;
import dev.agentworks.core.apikey.UsableKey;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.Caller;
import dev.agentworks.starter.servicetoken.RequiresScope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.HexFormat;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Tells the gateway what a key is good for that somebody shows it. */
@RestController
@RequiresScope("core:api-keys")
class KeyUseController {

    private static final String GATEWAY = "gateway";

    private final ApiKeys keys;

    KeyUseController(ApiKeys keys) {
        this.keys = keys;
    }

    record UseRequest(@NotNull @Pattern(regexp = "[0-9a-f]{64}") String hash) {}

    @PostMapping("/internal/api-keys/use")
    UsableKey use(Caller caller, @RequestBody @Valid UseRequest request) {
        if (!caller.service().equals(GATEWAY)) {
            throw new ProblemException(
                    CommonError.FORBIDDEN, "Keys are shown to the gateway and to nobody else.");
        }
        return keys.use(HexFormat.of().parseHex(request.hash()));
    }
}
