package dev.agentworks.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.system.RunningStack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The main use case in a browser, with every page checked for accessibility. The steps are in
 * {@code browser/journey.mjs}; its screenshots are kept in {@code target/browser}.
 */
@ExtendWith(RunningStack.class)
class BrowserTests {

    private static final int PATIENCE_SECONDS = 120;

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void aPersonGetsFromABriefToFeaturesIn(String colours, Stack stack)
            throws IOException, InterruptedException {
        var pictures = Path.of("target", "browser", colours);
        Files.createDirectories(pictures);
        var output = pictures.resolve("journey.txt");

        var browser =
                new ProcessBuilder(
                                "node",
                                "browser/journey.mjs",
                                stack.url(),
                                pictures.toString(),
                                colours)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        var ended = browser.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (!ended) {
            end(browser);
        }

        var text = Files.readString(output);
        System.out.print(text);
        assertThat(ended).as("ended within %d s:%n%s", PATIENCE_SECONDS, text).isTrue();
        assertThat(browser.exitValue()).as(text).isZero();
    }

    /** Ends the browser, a child process of the script, with it. */
    private static void end(Process script) {
        script.descendants().forEach(ProcessHandle::destroyForcibly);
        script.destroyForcibly();
    }
}
