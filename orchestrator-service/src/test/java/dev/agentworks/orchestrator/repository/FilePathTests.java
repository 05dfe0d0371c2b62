package dev.agentworks.orchestrator.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilePathTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "src/main/java/App.java",
                ".github/workflows/build.yml",
                ".gitignore",
                "a b/ü.txt",
                "docs/..hidden",
                "日本語/مرحبا.md",
                "❤️.md"
            })
    void takesPathsThatMeanTheSameEverywhere(String path) {
        assertThat(FilePaths.file(path)).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/etc/passwd",
                "../secret",
                "a/../../secret",
                "a/./b",
                "a//b",
                "a/",
                ".",
                "..",
                "a\\..\\b",
                "C:/windows",
                "C:\\windows",
                ".git/config",
                "a/.git/hooks/pre-commit",
                ".GIT/config",
                "git~1/config",
                ".git./config",
                ".git /config",
                ".g\u200cit/config",
                "a\u0000b",
                "a\nb",
                "a\tb",
                "\u202egnp.exe",
                "\ud800",
                "a\u00a0b",
                "\u3164.txt",
                "a\u2800",
                "a\u034fb",
                "a\ufe0fb.txt",
                "\u3000",
                "con",
                "aux.txt",
                "a/nul",
                "name.",
                "name ",
                "a:b",
                "a?b"
            })
    void refusesPathsThatLeadOutOrDeceive(String path) {
        assertThatThrownBy(() -> FilePaths.file(path))
                .isInstanceOf(InvalidFileOperationException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 5_000, 1_000_000})
    void refusesPathsAndNamesThatAreTooLong(int length) {
        assertThatThrownBy(() -> FilePaths.file("a".repeat(length)))
                .isInstanceOf(InvalidFileOperationException.class);
        assertThatThrownBy(() -> FilePaths.file("a/".repeat(40) + "a"))
                .isInstanceOf(InvalidFileOperationException.class);
    }
}
