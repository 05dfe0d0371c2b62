package dev.agentworks.core.project;

import dev.agentworks.starter.problem.ErrorCode;

/** What can be refused about projects. */
public enum ProjectError implements ErrorCode {
    KEY_TAKEN;

    @Override
    public String code() {
        return "project-key-taken";
    }

    @Override
    public int status() {
        return 409;
    }

    @Override
    public String title() {
        return "Another project of the workspace has this key";
    }
}
