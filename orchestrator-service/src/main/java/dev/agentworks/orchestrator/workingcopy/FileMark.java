package dev.agentworks.orchestrator.workingcopy;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Why a changed file should be looked at more closely than its lines invite to. */
public enum FileMark {
    /** It has characters that are not seen, or turn the direction of what follows. */
    HIDDEN_CHARACTERS,
    /**
     * Git reads it: it leads to other repositories, or changes what is shown, merged or fetched.
     */
    GIT_SETTINGS,
    /** Git or a tool around it runs it on the machine of who commits or checks out. */
    HOOK,
    /** A build server runs what it says, mostly with secrets at hand. */
    CI,
    /** An editor or shell runs what it says when the folder is opened. */
    RUNS_WHEN_OPENED;

    private static final Pattern GIT_FILES =
            Pattern.compile("(.*/)?\\.(gitmodules|gitattributes|gitconfig|lfsconfig)");
    private static final Pattern HOOKS =
            Pattern.compile(
                    "(.*/)?(\\.husky|\\.githooks|\\.git-hooks|\\.lefthook)/.*"
                            + "|(.*/)?hooks/(applypatch-msg|pre-applypatch|post-applypatch"
                            + "|pre-commit|pre-merge-commit|prepare-commit-msg|commit-msg|post-commit"
                            + "|pre-rebase|post-checkout|post-merge|pre-push|pre-receive|update"
                            + "|proc-receive|post-receive|post-update|reference-transaction"
                            + "|push-to-checkout|pre-auto-gc|post-rewrite|sendemail-validate"
                            + "|fsmonitor-watchman|post-index-change)(\\.(sh|bash|py|rb|pl|ps1|cmd|bat))?"
                            + "|(.*/)?\\.?(pre-commit-config|lefthook(-local)?|overcommit)\\.ya?ml"
                            + "|(.*/)?\\.?lefthook(-local)?\\.(toml|json)"
                            + "|(.*/)?\\.huskyrc(\\..*)?");
    private static final Pattern BUILDS =
            Pattern.compile(
                    "\\.(github|gitea|forgejo)/(workflows|actions)/.*|(.*/)?action\\.ya?ml"
                            + "|(.*/)?\\.gitlab-ci(\\..*)?\\.ya?ml|\\.gitlab/ci/.*"
                            + "|\\.(circleci|buildkite|woodpecker|teamcity|semaphore|tekton)/.*"
                            + "|(.*/)?jenkinsfile(\\..*)?"
                            + "|(.*/)?(\\.azure-pipelines|azure-pipelines)(/.*|.*\\.ya?ml)"
                            + "|(.*/)?(bitbucket-pipelines|cloudbuild|buildspec|codefresh|wercker)\\.ya?ml"
                            + "|(.*/)?\\.?appveyor\\.ya?ml"
                            + "|(.*/)?\\.(travis|drone|woodpecker|cirrus|semaphore)(\\..*)?\\.ya?ml");
    private static final Pattern OPENED =
            Pattern.compile(
                    "(.*/)?\\.vscode/(tasks|settings|launch|extensions)\\.json"
                            + "|(.*/)?\\.devcontainer(/.*|\\.json)"
                            + "|(.*/)?\\.idea/.*|(.*/)?\\.envrc|(.*/)?\\.direnvrc|(.*/)?\\.gitpod\\.yml"
                            + "|(.*/)?\\.(exrc|nvimrc|nvim\\.lua|vimrc|dir-locals\\.el)");

    /** The marks that a file has by its path; names are compared as macOS and Windows do. */
    static Set<FileMark> of(String path) {
        var marks = EnumSet.noneOf(FileMark.class);
        var lower = path.toLowerCase(Locale.ROOT);
        if (GIT_FILES.matcher(lower).matches()) {
            marks.add(GIT_SETTINGS);
        }
        if (HOOKS.matcher(lower).matches()) {
            marks.add(HOOK);
        }
        if (BUILDS.matcher(lower).matches()) {
            marks.add(CI);
        }
        if (OPENED.matcher(lower).matches()) {
            marks.add(RUNS_WHEN_OPENED);
        }
        return marks;
    }
}
