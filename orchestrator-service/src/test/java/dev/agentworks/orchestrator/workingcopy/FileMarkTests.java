package dev.agentworks.orchestrator.workingcopy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileMarkTests {

    @ParameterizedTest
    @CsvSource({
        ".gitmodules, GIT_SETTINGS",
        ".gitattributes, GIT_SETTINGS",
        "docs/.GitAttributes, GIT_SETTINGS",
        ".lfsconfig, GIT_SETTINGS",
        ".githooks/pre-commit, HOOK",
        ".husky/pre-push, HOOK",
        "tools/hooks/post-checkout, HOOK",
        "hooks/pre-commit.sh, HOOK",
        ".pre-commit-config.yaml, HOOK",
        "lefthook.yml, HOOK",
        ".github/workflows/build.yml, CI",
        ".github/actions/setup/action.yml, CI",
        ".gitea/workflows/x.yaml, CI",
        ".gitlab-ci.yml, CI",
        ".circleci/config.yml, CI",
        ".buildkite/pipeline.yml, CI",
        "Jenkinsfile, CI",
        "ci/Jenkinsfile.release, CI",
        "azure-pipelines.yml, CI",
        "azure-pipelines-release.yml, CI",
        "bitbucket-pipelines.yml, CI",
        "cloudbuild.yaml, CI",
        ".travis.yml, CI",
        ".drone.yml, CI",
        "appveyor.yml, CI",
        ".vscode/tasks.json, RUNS_WHEN_OPENED",
        ".devcontainer/devcontainer.json, RUNS_WHEN_OPENED",
        ".envrc, RUNS_WHEN_OPENED"
    })
    void marksFilesThatGitOrABuildServerOrAnEditorActsOn(String path, FileMark mark) {
        assertThat(FileMark.of(path)).containsExactly(mark);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                ".gitignore",
                "src/hooks/useCard.ts",
                "src/hooks/index.ts",
                "docs/github/workflows.md",
                "src/ci/Runner.java",
                "jenkins.md",
                "src/actions/move.ts"
            })
    void marksNoOther(String path) {
        assertThat(FileMark.of(path)).isEmpty();
    }
}
