package dev.agentworks.system.contract;

import dev.agentworks.system.contract.Request.Expectation;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Says what is wrong with an answer. */
final class Judge {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern INSIDES =
            Pattern.compile(
                    "\\bat (dev\\.agentworks|org\\.|java\\.|reactor\\.)|Exception\\b|SQLSTATE|org\\.postgresql"
                            + "|org\\.springframework|tools\\.jackson|jdbc:|Caused by|java\\.lang|No enum constant");

    private final Contract contract;

    Judge(Contract contract) {
        this.contract = contract;
    }

    List<String> faults(Request request, Answer answer) {
        var faults = new ArrayList<String>();
        var status = answer.status();
        if (status == 0 || status >= 500) {
            faults.add("fails");
        }
        if (request.expectation() == Expectation.REFUSED && (status < 400 || status >= 500)) {
            faults.add("takes what the contract does not allow");
        }
        if (request.expectation() == Expectation.ALLOWED
                && (status == 400 || status == 406 || status == 415)) {
            faults.add("refuses what the contract allows");
        }
        if (INSIDES.matcher(answer.body()).find()) {
            faults.add("shows its insides");
        }
        faults.addAll(described(request, answer));
        return faults;
    }

    private List<String> described(Request request, Answer answer) {
        var response = request.operation().response(answer.status());
        if (response == null) {
            return List.of("answers a status that is not described");
        }
        var contents = contract.resolved(response).path("content");
        if (contents.isEmpty()) {
            return answer.body().isEmpty()
                    ? List.of()
                    : List.of("answers a body that is not described");
        }
        var type = answer.contentType().split(";")[0].strip();
        var content = contents.path(type);
        if (content.isMissingNode()) {
            return List.of("answers a media type that is not described");
        }
        if (!type.endsWith("json")) {
            return List.of();
        }
        try {
            var body = JSON.readTree(answer.body());
            if (answer.status() >= 400
                    && body.has("status")
                    && body.path("status").asInt() != answer.status()) {
                return List.of("answers a problem of another status");
            }
        } catch (JacksonException e) {
            return List.of("answers what is no JSON");
        }
        return contract.faultsOfAnswer(content.path("schema"), answer.body()).stream()
                .map(fault ->
                        "answers a body that is not described: " + fault.replaceAll("/\\d+", "/n"))
                .distinct()
                .limit(5)
                .toList();
    }
}
