package dev.agentworks.orchestrator.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** What every agent's file must say, so that an agent added later is as complete as the others. */
class AgentRulesTests {

    private static final List<String> DOCS =
            List.of("list_documents", "read_document", "write_document");
    private static final List<String> BOARD =
            List.of("list_cards", "read_card", "create_card", "update_card", "link_cards");
    private static final List<String> READS_FILES =
            List.of("list_files", "read_file", "search_files");
    private static final List<String> FILES =
            List.of("list_files", "read_file", "search_files", "write_file", "delete_file");
    private static final List<String> COMMENTS = List.of("add_comment");
    private static final List<String> SEARCH = List.of("search_knowledge");
    private static final Set<String> EVERYBODYS = Set.of("ask_human", "finish");

    private static final Map<String, List<String>> TOOLS =
            Map.ofEntries(
                    Map.entry("CEO_COPILOT", all(DOCS, BOARD, SEARCH)),
                    Map.entry("STRATEGY", all(DOCS, SEARCH)),
                    Map.entry("STORYBOARD", all(DOCS, SEARCH)),
                    Map.entry("PRD", all(DOCS, BOARD, SEARCH)),
                    Map.entry("MVP_SCOPE", all(DOCS, BOARD, SEARCH)),
                    Map.entry("RESEARCH", all(DOCS, SEARCH)),
                    Map.entry("ARCHITECT", all(DOCS, FILES, SEARCH)),
                    Map.entry("PLANNER", all(BOARD, DOCS, SEARCH)),
                    Map.entry("DEV_BACKEND", all(FILES, DOCS, BOARD, SEARCH)),
                    Map.entry("DEV_FRONTEND", all(FILES, DOCS, BOARD, SEARCH)),
                    Map.entry("DEVOPS", all(FILES, DOCS, BOARD, SEARCH)),
                    Map.entry("CODE_REVIEWER", all(READS_FILES, COMMENTS, BOARD)),
                    Map.entry("QA", all(FILES, BOARD, DOCS)),
                    Map.entry("TROUBLESHOOTER", all(READS_FILES, BOARD, COMMENTS)),
                    Map.entry("DEPLOYMENT", all(DOCS, FILES)),
                    Map.entry("DOCS", all(DOCS, READS_FILES, SEARCH)),
                    Map.entry("REFACTOR", all(FILES, BOARD)));
    private static final Set<String> HIGH_RISK =
            Set.of("DEV_BACKEND", "DEV_FRONTEND", "DEVOPS", "DEPLOYMENT", "REFACTOR");
    private static final Pattern CODE = Pattern.compile("`([a-z_]+)`");

    @ParameterizedTest
    @MethodSource("agents")
    void hasTheToolsAndTheRiskThatTheDesignGivesIt(AgentDefinition agent) {
        assertThat(agent.tools()).containsExactlyInAnyOrderElementsOf(TOOLS.get(agent.id()));
        assertThat(agent.risk().equals("high")).isEqualTo(HIGH_RISK.contains(agent.id()));
        assertThat(agent.risk()).isIn("low", "medium", "high");
    }

    @ParameterizedTest
    @MethodSource("agents")
    void saysAllThatAnAgentMustKnow(AgentDefinition agent) {
        var prompt = agent.prompt();
        assertThat(prompt.lines().skip(2).findFirst().orElseThrow()).startsWith("You are ");
        assertThat(headings(prompt))
                .containsSubsequence(
                        "What you are given",
                        "What you do, in this order",
                        "Quality bar",
                        "When something is missing");
        assertThat(headings(prompt))
                .anyMatch(it -> it.startsWith("The ") && it.endsWith("'s outline"));
        assertThat(section(prompt, "When something is missing")).hasSizeGreaterThan(150);
        assertThat(prompt).contains("`ask_human`");
        assertThat(section(prompt, "Quality bar")).hasSizeGreaterThan(150);
    }

    @ParameterizedTest
    @MethodSource("agents")
    void namesEachOfItsToolsAndNoOther(AgentDefinition agent) {
        var known = TOOLS.values().stream().flatMap(List::stream).collect(Collectors.toSet());
        known.addAll(EVERYBODYS);
        var named =
                CODE.matcher(agent.prompt())
                        .results()
                        .map(it -> it.group(1))
                        .filter(known::contains)
                        .collect(Collectors.toSet());

        assertThat(named).containsAll(agent.tools());
        named.removeAll(agent.tools());
        assertThat(named).isSubsetOf(EVERYBODYS);
    }

    @ParameterizedTest
    @MethodSource("agents")
    void endsItsStepsWithTheCallThatEndsARun(AgentDefinition agent) {
        var steps =
                section(agent.prompt(), "What you do, in this order")
                        .lines()
                        .filter(it -> it.matches("\\d+\\. .*"))
                        .toList();

        assertThat(steps).hasSizeGreaterThanOrEqualTo(3);
        assertThat(steps.getLast()).contains("`finish`");
        assertThat(steps.subList(0, steps.size() - 1)).noneMatch(it -> it.contains("`finish`"));
    }

    @ParameterizedTest
    @MethodSource("agents")
    void saysHowToWriteWhatItMustLeaveBehind(AgentDefinition agent) {
        for (var left : agent.leavesBehind()) {
            var kind = left.split(":")[1];
            assertThat(agent.prompt()).contains("type `" + kind + "`");
            assertThat(agent.tools())
                    .contains(left.startsWith("document:") ? "write_document" : "create_card");
        }
    }

    static Stream<AgentDefinition> agents() throws IOException {
        var files =
                new PathMatchingResourcePatternResolver().getResources("classpath*:agents/*.md");
        return Arrays.stream(files)
                .map(file -> {
                    try {
                        return AgentFile.read(
                                String.valueOf(file.getFilename()),
                                file.getContentAsString(StandardCharsets.UTF_8));
                    } catch (IOException failure) {
                        throw new UncheckedIOException(failure);
                    }
                });
    }

    private static List<String> headings(String prompt) {
        return prompt.lines()
                .filter(it -> it.startsWith("## "))
                .map(it -> it.substring(3))
                .toList();
    }

    private static String section(String prompt, String heading) {
        var from = prompt.indexOf("## " + heading);
        var to = prompt.indexOf("\n## ", from + 1);
        return prompt.substring(from, to < 0 ? prompt.length() : to);
    }

    @SafeVarargs
    private static List<String> all(List<String>... groups) {
        return Arrays.stream(groups).flatMap(List::stream).toList();
    }
}
