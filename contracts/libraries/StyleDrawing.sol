// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

import {LibString} from "solady/utils/LibString.sol";
import {MAX_LEVERS, StyleWord} from "../types/StyleWord.sol";

/// @title  StyleDrawing
/// @notice A style word as a small SVG: a bar a lever, as high as the lever stands between 0 and its largest value, in
///         hues of the token's seed; a frame when the style is final. Nothing in it but numbers.
library StyleDrawing {
    using LibString for uint256;

    uint256 private constant BAR_PITCH = 20;
    uint256 private constant LEAST_HEIGHT = 8;
    uint256 private constant LARGEST_RISE = 120;
    uint256 private constant BASE_LINE = 140;
    uint256 private constant HUE_STEP = 23;

    /// @param bounds  12 × u16, the largest value of each lever; a lever whose largest value is 0 is not drawn
    /// @param seed    the token's: its first two bytes choose the hue
    function draw(StyleWord word, StyleWord bounds, bytes32 seed) internal pure returns (string memory svg) {
        uint256 hue = uint16(bytes2(seed)) % 360;
        svg = string.concat(
            "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 240 150'><path d='M0 0h240v150H0z' fill='hsl(",
            hue.toString(),
            ",24%,14%)'/>"
        );
        for (uint256 i = 0; i < MAX_LEVERS; ++i) {
            uint256 max = bounds.lever(i);
            if (max != 0) svg = string.concat(svg, _bar(i, word.lever(i), max, (hue + i * HUE_STEP) % 360));
        }
        if (word.frozen()) {
            svg = string.concat(svg, "<path d='M1 1h238v148H1z' fill='none' stroke='#fff' stroke-width='2'/>");
        }
        return string.concat(svg, "</svg>");
    }

    function _bar(uint256 index, uint256 value, uint256 max, uint256 hue) private pure returns (string memory) {
        uint256 height = LEAST_HEIGHT + LARGEST_RISE * value / max;
        return string.concat(
            "<rect x='",
            (BAR_PITCH * index + 4).toString(),
            "' y='",
            (BASE_LINE - height).toString(),
            "' width='12' height='",
            height.toString(),
            "' rx='4' fill='hsl(",
            hue.toString(),
            ",58%,62%)'/>"
        );
    }
}
