package dev.agentworks.starter.test.architecture.tidy.web;

import dev.agentworks.starter.test.architecture.tidy.Notes;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Translates and does nothing else. */
@RestController
class NotesController {
    private final Notes notes;

    NotesController(Notes notes) {
        this.notes = notes;
    }

    @GetMapping("/tidy")
    String now() {
        return notes.now();
    }
}
