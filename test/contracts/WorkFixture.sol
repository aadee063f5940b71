// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

import {Test} from "forge-std/Test.sol";
import {LayerToken} from "../../contracts/LayerToken.sol";
import {ILayerToken} from "../../contracts/interfaces/ILayerToken.sol";
import {LEVER_BITS, MAX_LEVERS, UNLIMITED_UPDATES, UPDATES_SHIFT} from "../../contracts/types/StyleWord.sol";

/// @notice A series of nine layers with one work: a master and three layers, each with twelve levers of 0…1000.
abstract contract WorkFixture is Test {
    uint256 internal constant CAP = 9;
    uint16 internal constant MAX = 1000;
    uint256 internal constant UNLIMITED_WORD = uint256(UNLIMITED_UPDATES) << UPDATES_SHIFT;
    bytes32 internal constant ENTROPY = keccak256("entropy");
    bytes internal constant MANIFEST = "a manifest";

    address internal artist = makeAddr("artist");
    address internal owner = makeAddr("owner");
    address internal other = makeAddr("other");
    LayerToken internal token;

    uint256 internal constant MASTER = 1 << 16;
    uint256 internal constant LAYER = MASTER | 1;
    /// @dev Has two updates and no more.
    uint256 internal constant FINITE = MASTER | 2;
    uint256 internal constant LAST = MASTER | 3;

    function setUp() public virtual {
        token = new LayerToken(artist, CAP, "http://localhost:3000/api/tokens/");
        vm.prank(artist);
        token.createWork(ENTROPY, MANIFEST, threeLayers());
    }

    function threeLayers() internal view returns (ILayerToken.TokenSetup[] memory tokens) {
        tokens = new ILayerToken.TokenSetup[](4);
        tokens[0] = ILayerToken.TokenSetup(artist, evenBounds(MAX), UNLIMITED_WORD);
        tokens[1] = ILayerToken.TokenSetup(owner, evenBounds(MAX), UNLIMITED_WORD);
        tokens[2] = ILayerToken.TokenSetup(owner, evenBounds(MAX), 2 << UPDATES_SHIFT);
        tokens[3] = ILayerToken.TokenSetup(other, evenBounds(MAX), UNLIMITED_WORD);
    }

    /// @return bounds the same largest value for all twelve levers
    function evenBounds(uint16 max) internal pure returns (uint256 bounds) {
        for (uint256 i = 0; i < MAX_LEVERS; ++i) {
            bounds |= uint256(max) << (i * LEVER_BITS);
        }
    }

    function change(uint8 lever, uint16 value) internal pure returns (bytes memory) {
        return abi.encodePacked(lever, value);
    }

    /// @return changes  the first `count` levers, each to `value`
    function changeFirst(uint256 count, uint16 value) internal pure returns (bytes memory changes) {
        for (uint256 i = 0; i < count; ++i) {
            changes = abi.encodePacked(changes, uint8(i), value);
        }
    }
}
