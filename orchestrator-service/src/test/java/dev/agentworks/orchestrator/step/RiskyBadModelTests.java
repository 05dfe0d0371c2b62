package dev.agentworks.orchestrator.step;

import static dev.agentworks.orchestrator.step.BadModels.call;
import static dev.agentworks.orchestrator.step.BadModels.calls;
import static dev.agentworks.orchestrator.step.BadModels.file;
import static dev.agentworks.orchestrator.step.BadModels.once;
import static dev.agentworks.orchestrator.step.BadModels.turns;

import dev.agentworks.orchestrator.step.BadModels.Behaviour;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.StringNode;

/** What models of risky agents do with files: the run ends with what a person may approve. */
class RiskyBadModelTests extends BadModelSituations {

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void aRunOfARiskyAgentRecoversAndWaitsForApproval(Behaviour behaviour) {
        play(behaviour, "DEV_BACKEND", "DEV_BACKEND WAITING_APPROVAL");
    }

    static Stream<Behaviour> aRunOfARiskyAgentRecoversAndWaitsForApproval() {
        return Stream.of(
                turns(
                        "four files outside the repository",
                        number ->
                                calls(
                                        IntStream.range(0, 4)
                                                .mapToObj(i ->
                                                        call("write_file", file("../x" + i, "x")))
                                                .toList()),
                        2),
                once(
                        "Git's own folder",
                        call("write_file", file(".git/config", "x")),
                        "not allowed"),
                once("an absolute path", call("write_file", file("/etc/passwd", "x")), "relative"),
                once(
                        "NUL in a path",
                        call("read_file", JSON.createObjectNode().put("path", "a\0b")),
                        "NUL"),
                once(
                        "a file of two megabytes",
                        call("write_file", file("a.txt", "x".repeat(2_000_000))),
                        "wrong arguments"),
                once(
                        "a file that is not there",
                        call("read_file", JSON.createObjectNode().put("path", "none.txt")),
                        ""),
                once(
                        "null for no parameters",
                        call("list_files", new StringNode("null")),
                        "they are null"),
                turns(
                        "a file of a megabyte",
                        _ ->
                                calls(
                                        List.of(
                                                call(
                                                        "write_file",
                                                        file("big.txt", "x\n".repeat(500_000))))),
                        1));
    }
}
