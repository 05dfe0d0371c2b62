package dev.agentworks.orchestrator.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

class AgentFilesTests {

    @Test
    void everyAgentOfTheBoardHasAFile() throws IOException {
        assertThat(agents())
                .extracting(AgentDefinition::id)
                .containsExactlyInAnyOrder(
                        "CEO_COPILOT",
                        "STRATEGY",
                        "STORYBOARD",
                        "PRD",
                        "MVP_SCOPE",
                        "RESEARCH",
                        "ARCHITECT",
                        "PLANNER",
                        "DEV_BACKEND",
                        "DEV_FRONTEND",
                        "DEVOPS",
                        "CODE_REVIEWER",
                        "QA",
                        "TROUBLESHOOTER",
                        "DEPLOYMENT",
                        "DOCS",
                        "REFACTOR");
    }

    @Test
    void everyPromptNamesItsAgentAndTheCallThatEndsItsWork() throws IOException {
        assertThat(agents())
                .allSatisfy(agent -> {
                    assertThat(agent.prompt()).startsWith("Agent: " + agent.id() + "\n");
                    assertThat(agent.prompt()).contains("`finish`");
                    assertThat(agent.lanes()).isNotEmpty();
                });
    }

    @Test
    void refusesAFileWithoutFrontMatter() {
        assertThatThrownBy(() -> AgentFile.read("X.md", "You are X."))
                .hasMessageContaining("X.md must start with front matter");
    }

    private static List<AgentDefinition> agents() throws IOException {
        var files =
                new PathMatchingResourcePatternResolver().getResources("classpath*:agents/*.md");
        return Arrays.stream(files)
                .map(file -> {
                    try {
                        return AgentFile.read(
                                String.valueOf(file.getFilename()),
                                file.getContentAsString(StandardCharsets.UTF_8));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }
}
