package dev.agentworks.starter.sample;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class UnscopedController {
    @GetMapping("/unscoped")
    String forgotten() {
        return "nobody may read this";
    }
}
