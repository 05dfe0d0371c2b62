package dev.agentworks.system.contract;

import dev.agentworks.system.contract.Request.Expectation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the requests of an operation: one that the contract allows, then variations of its body,
 * its path, its query and its headers, chosen by a seed.
 */
final class Requests {
    private static final JsonMapper STRICT =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private final Contract contract;
    private final Situation situation;
    private final Samples samples;
    private final Targets targets;
    private final Random random;

    Requests(Contract contract, Situation situation, Random random) {
        this.contract = contract;
        this.situation = situation;
        this.samples = new Samples(contract, situation);
        this.targets = new Targets(situation);
        this.random = random;
    }

    /** The allowed request, and at most so many others. */
    List<Request> of(Operation operation, int most) {
        var others = new ArrayList<Request>();
        var body = operation.body() == null ? null : samples.of(operation);
        if (body != null) {
            bodies(operation, body, others);
        }
        queries(operation, body, others);
        paths(operation, body, others);
        headers(operation, body, others);
        if (operation.startsWork()) {
            others.removeIf(request -> request.expectation() != Expectation.REFUSED);
        }
        Collections.shuffle(others, random);
        var requests = new ArrayList<Request>();
        requests.add(
                request(
                        operation,
                        "as described",
                        targets.path(operation),
                        body,
                        Expectation.ALLOWED));
        requests.addAll(others.subList(0, Math.min(most, others.size())));
        var plain = targets.target(operation, "");
        while (requests.size() <= most) {
            var pair =
                    both(
                            others.get(random.nextInt(others.size())),
                            others.get(random.nextInt(others.size())),
                            plain);
            if (!operation.startsWork() || pair.expectation() == Expectation.REFUSED) {
                requests.add(pair);
            }
        }
        return requests;
    }

    /** The address of one, with the headers and the body of the other. */
    private static Request both(Request one, Request other, String plain) {
        var refused =
                (one.expectation() == Expectation.REFUSED && !one.target().equals(plain))
                        || (other.expectation() == Expectation.REFUSED
                                && other.target().equals(plain));
        return new Request(
                other.operation(),
                one.what() + ", and " + other.what(),
                other.method(),
                one.target(),
                other.headers(),
                other.body(),
                refused ? Expectation.REFUSED : Expectation.DESCRIBED);
    }

    private void bodies(Operation operation, JsonNode body, List<Request> requests) {
        for (var text : EdgeValues.BODIES) {
            requests.add(withBody(operation, "the body " + brief(text), text));
        }
        requests.add(
                raw(
                        operation,
                        "a body that is no UTF-8",
                        "{\"title\":\"\u00c3(\"}".getBytes(StandardCharsets.ISO_8859_1),
                        "application/json",
                        Expectation.REFUSED));
        for (var type : EdgeValues.MEDIA_TYPES) {
            requests.add(
                    raw(
                            operation,
                            "a body of type " + type,
                            body.toString().getBytes(StandardCharsets.UTF_8),
                            type,
                            Expectation.REFUSED));
        }
        if (!(body instanceof ObjectNode object)) {
            return;
        }
        var text = object.toString();
        requests.add(
                withBody(
                        operation,
                        "an unknown field",
                        Samples.changed(object, copy -> copy.put("notDescribed", 1))));
        for (var name : object.propertyNames()) {
            requests.add(
                    withBody(
                            operation,
                            "without " + name,
                            Samples.changed(
                                    object,
                                    copy -> {
                                        copy.remove(name);
                                        return copy;
                                    })));
            requests.add(
                    withBody(
                            operation,
                            name + " twice",
                            "{\"" + name + "\":" + object.get(name) + "," + text.substring(1)));
        }
        var names = new ArrayList<>(contract.properties(operation));
        object.propertyNames()
                .forEach(name -> {
                    if (!names.contains(name)) {
                        names.add(name);
                    }
                });
        for (var name : names) {
            for (var value : EdgeValues.JSON) {
                requests.add(
                        withBody(
                                operation,
                                name + " = " + brief(value),
                                Samples.with(object, name, value)));
            }
        }
    }

    private void queries(Operation operation, @Nullable JsonNode body, List<Request> requests) {
        var isOurs = !operation.path().startsWith("/v1/");
        var expectation = isOurs ? Expectation.REFUSED : Expectation.DESCRIBED;
        for (var query : List.of("notDescribed=1", "a[]=1", "Limit=1")) {
            requests.add(
                    request(
                            operation,
                            "the query " + query,
                            targets.target(operation, query),
                            body,
                            expectation));
        }
        for (var parameter : operation.parameters()) {
            for (var value : EdgeValues.QUERY) {
                var query = parameter.name() + "=" + value;
                requests.add(
                        request(
                                operation,
                                "the query " + brief(query),
                                targets.path(operation) + "?" + query,
                                body,
                                parameter.expectation(value)));
            }
            if (!parameter.schema().path("type").asString("").equals("array")) {
                requests.add(
                        request(
                                operation,
                                parameter.name() + " twice",
                                targets.path(operation)
                                        + "?%1$s=1&%1$s=1".formatted(parameter.name()),
                                body,
                                Expectation.REFUSED));
            }
        }
    }

    private void paths(Operation operation, @Nullable JsonNode body, List<Request> requests) {
        var variables =
                Targets.VARIABLE
                        .matcher(operation.path())
                        .results()
                        .map(it -> it.group(1))
                        .toList();
        for (var variable : variables) {
            for (var value : EdgeValues.PATH) {
                requests.add(
                        request(
                                operation,
                                variable + " = " + brief(value),
                                targets.path(operation, Map.of(variable, value)),
                                body,
                                EdgeValues.isBroken(value)
                                        ? Expectation.REFUSED
                                        : Expectation.DESCRIBED));
            }
        }
        for (var suffix : EdgeValues.SUFFIXES) {
            requests.add(
                    request(
                            operation,
                            "the suffix " + brief(suffix),
                            targets.path(operation) + suffix,
                            body,
                            Expectation.REFUSED));
        }
    }

    private void headers(Operation operation, @Nullable JsonNode body, List<Request> requests) {
        EdgeValues.HEADERS.forEach((name, values) ->
                values.forEach(value ->
                        requests.add(
                                new Request(
                                        operation,
                                        name + ": " + brief(value),
                                        operation.method(),
                                        targets.target(operation, ""),
                                        headers(operation, body != null, Map.of(name, value)),
                                        bytes(operation, body),
                                        Expectation.DESCRIBED))));
        var answersJson =
                operation.responses().properties().stream()
                        .anyMatch(response ->
                                response.getKey().startsWith("2")
                                        && response.getValue()
                                                .path("content")
                                                .has("application/json"));
        if (answersJson && !operation.path().startsWith("/v1/")) {
            requests.add(
                    new Request(
                            operation,
                            "an answer that is no JSON",
                            operation.method(),
                            targets.target(operation, ""),
                            headers(operation, body != null, Map.of("Accept", "application/xml")),
                            bytes(operation, body),
                            Expectation.REFUSED));
        }
    }

    /** A body that is judged by the contract, as far as it is JSON at all. */
    private Request withBody(Operation operation, String what, String text) {
        return raw(
                operation,
                what,
                text.getBytes(StandardCharsets.UTF_8),
                "application/json",
                expectation(operation, text));
    }

    private Expectation expectation(Operation operation, String text) {
        if (operation.path().startsWith("/v1/") || EdgeValues.hasNumbersBeyondDoubles(text)) {
            return Expectation.DESCRIBED;
        }
        try {
            STRICT.readTree(text);
        } catch (JacksonException _) {
            return Expectation.REFUSED;
        }
        var schema = operation.body();
        if (text.isBlank() || schema == null) {
            return Expectation.DESCRIBED; // it may be optional
        }
        return contract.faultsOfRequest(schema, text).isEmpty()
                ? Expectation.DESCRIBED
                : Expectation.REFUSED;
    }

    private Request raw(
            Operation operation, String what, byte[] body, String type, Expectation expectation) {
        return new Request(
                operation,
                what,
                operation.method(),
                targets.target(operation, ""),
                headers(operation, true, Map.of("Content-Type", type)),
                body,
                expectation);
    }

    private Request request(
            Operation operation,
            String what,
            String target,
            @Nullable JsonNode body,
            Expectation expectation) {
        return new Request(
                operation,
                what,
                operation.method(),
                what.equals("as described") ? targets.target(operation, "") : target,
                headers(operation, body != null, Map.of()),
                bytes(operation, body),
                expectation);
    }

    private Map<String, String> headers(
            Operation operation, boolean hasBody, Map<String, String> others) {
        var headers = new HashMap<String, String>();
        switch (operation.access()) {
            case "key" -> headers.put("Authorization", "Bearer " + situation.key());
            case "open" -> {}
            default -> headers.put("Authorization", "Bearer " + situation.token());
        }
        if (operation.bytes()) {
            headers.put("Content-Type", "application/octet-stream");
        } else if (hasBody) {
            headers.put("Content-Type", "application/json");
        }
        headers.putAll(others);
        return headers;
    }

    private static byte @Nullable [] bytes(Operation operation, @Nullable JsonNode body) {
        if (operation.bytes()) {
            return "Some bytes".getBytes(StandardCharsets.UTF_8);
        }
        return body == null ? null : body.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String brief(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
