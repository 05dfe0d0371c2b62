package dev.agentworks.system.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.system.RunningStack;
import dev.agentworks.system.RunningStack.Stack;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The contract holds in both directions for every operation: what it allows is not refused for its
 * form, what it does not allow is refused as the caller's mistake, and every answer is described.
 * {@code -Dagentworks.contract.requests=10000} sends more, {@code -Dagentworks.contract.seed}
 * others.
 */
@ExtendWith(RunningStack.class)
class ContractTests {
    private static final int REQUESTS = Integer.getInteger("agentworks.contract.requests", 1_500);
    private static final long SEED = Long.getLong("agentworks.contract.seed", 12);
    private static final int AT_ONCE = 4;

    /** Sign-ins are limited by the address they come from. */
    private static final int MOST_SIGN_INS = 12;

    /**
     * What would end the session of all the others, what wants their person's present password, and
     * what only continues a sign-in that a browser has begun elsewhere, with whatever parameters
     * that place adds.
     */
    private static final Set<String> APART =
            Set.of(
                    "/auth/logout",
                    "/auth/password",
                    "/auth/email",
                    "/auth/me/deletion",
                    "/auth/oidc/link",
                    "/auth/oidc/{provider}/callback");

    private final Map<String, List<String>> faults = new ConcurrentSkipListMap<>();
    private final Map<Integer, AtomicInteger> statuses = new ConcurrentSkipListMap<>();

    @Test
    void theServicesKeepTheContract(Stack stack) throws Exception {
        var client = stack.client();
        var situation = Situation.make(client);
        var contract =
                new Contract(
                        client.http()
                                .send(
                                        HttpRequest.newBuilder(
                                                        URI.create(stack.url() + "/openapi.json"))
                                                .build(),
                                        HttpResponse.BodyHandlers.ofString())
                                .body());
        var requests = requests(contract, situation);
        var judge = new Judge(contract);
        var http = new RawHttp(stack.port());

        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            var sent = new ArrayList<Future<?>>();
            requests.forEach(
                    request -> sent.add(threads.submit(() -> compare(http, judge, request))));
            for (var one : sent) {
                one.get();
            }
        }

        System.out.printf(
                "%d requests of %d operations, seed %d: %s%n",
                requests.size(), contract.operations().size(), SEED, new TreeMap<>(statuses));
        assertThat(faults).as(report()).isEmpty();
    }

    private List<Request> requests(Contract contract, Situation situation) {
        var random = new Random(SEED);
        var operations =
                contract.operations().stream()
                        .filter(operation -> !operation.access().equals("socket"))
                        .filter(operation -> !APART.contains(operation.path()))
                        .toList();
        var each = Math.max(1, REQUESTS / operations.size());
        var requests = new ArrayList<Request>();
        for (var operation : operations) {
            requests.addAll(
                    new Requests(contract, situation, random)
                            .of(operation, operation.signsIn() ? MOST_SIGN_INS : each));
        }
        Collections.shuffle(requests, random);
        return requests;
    }

    private void compare(RawHttp http, Judge judge, Request request) {
        var answer = sent(http, request);
        statuses.computeIfAbsent(answer.status(), _ -> new AtomicInteger()).incrementAndGet();
        for (var fault : judge.faults(request, answer)) {
            faults.computeIfAbsent(
                            request.operation().name() + " " + fault,
                            _ -> Collections.synchronizedList(new ArrayList<>()))
                    .add(request.what() + " → " + answer.status() + " " + brief(answer.body()));
        }
    }

    /** The answer; limits of calls are waited for, except those of sign-ins. */
    private static Answer sent(RawHttp http, Request request) {
        while (true) {
            var answer = http.send(request);
            if (answer.status() != 429 || request.operation().path().startsWith("/auth/")) {
                return answer;
            }
            LockSupport.parkNanos(250_000_000);
        }
    }

    private String report() {
        var report = new StringBuilder();
        faults.forEach((fault, examples) ->
                report.append('\n')
                        .append(fault)
                        .append(" (")
                        .append(examples.size())
                        .append("): ")
                        .append(examples.getFirst()));
        return report.toString();
    }

    private static String brief(String text) {
        return text.length() <= 300 ? text : text.substring(0, 300) + "…";
    }
}
