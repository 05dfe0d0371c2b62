package dev.agentworks.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README names a test for each complaint; each of them is there. */
class ComplaintTests {
    private static final Path README = Path.of("README.md");
    private static final Path TESTS = Path.of("src/test/java");
    private static final Pattern ROW = Pattern.compile("\\| (\\d+) \\| .+ \\| (.+) \\|");
    private static final Pattern NAME = Pattern.compile("`(\\w*)\\.(\\w+)`");

    @Test
    void everyComplaintHasTestsThatExist() throws IOException {
        int complaints = 0;
        for (var line : Files.readAllLines(README)) {
            var row = ROW.matcher(line);
            if (row.matches()) {
                assertThat(Integer.parseInt(row.group(1))).isEqualTo(++complaints);
                everyTestExists(row.group(2));
            }
        }
        assertThat(complaints).isEqualTo(15);
    }

    private static void everyTestExists(String tests) throws IOException {
        var names = NAME.matcher(tests);
        var source = "";
        int found = 0;
        while (names.find()) {
            source = names.group(1).isEmpty() ? source : source(names.group(1));
            assertThat(source).contains("@Test\n    void " + names.group(2) + "(");
            found++;
        }
        assertThat(found).isPositive();
    }

    private static String source(String type) throws IOException {
        try (var files = Files.walk(TESTS)) {
            for (var file : files.toList()) {
                if (file.getFileName().toString().equals(type + ".java")) {
                    return Files.readString(file);
                }
            }
        }
        return fail("there is no " + type);
    }
}
