package dev.agentworks.local.launcher.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramFoldersTests {

    private static final List<String> OPTIONS = List.of("-Xmx64m");

    @TempDir private Path folder = Path.of(".");

    @Test
    void theSameContentIsPreparedOnceWhereverItLiesAndWheneverItWasBuilt() throws IOException {
        var here = jar("here.jar", "content", 1_000_000_000_000L);
        var elsewhere = jar("copy.jar", "content", 1_700_000_000_000L);

        assertThat(folders().of("core", here, OPTIONS))
                .isEqualTo(folders().of("core", elsewhere, OPTIONS));
    }

    @Test
    void anotherContentOrOtherOptionsAreAnotherProgram() throws IOException {
        var jar = jar("a.jar", "content", 0);
        var changed = jar("b.jar", "changed", 0);

        assertThat(folders().of("core", jar, OPTIONS))
                .isNotEqualTo(folders().of("core", changed, OPTIONS))
                .isNotEqualTo(folders().of("core", jar, List.of("-Xmx65m")));
    }

    private ProgramFolders folders() {
        return ProgramFolders.of(
                new StackSettings(
                        folder, new StackHome(folder), new Ports(9000), "", Set.of(), Map.of()));
    }

    private Path jar(String name, String content, long time) throws IOException {
        var file = folder.resolve(name);
        try (var jar = new ZipOutputStream(Files.newOutputStream(file))) {
            var entry = new ZipEntry("a/B.class");
            entry.setTime(time);
            jar.putNextEntry(entry);
            jar.write(content.getBytes(StandardCharsets.UTF_8));
            jar.closeEntry();
        }
        return file;
    }
}
