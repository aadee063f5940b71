// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

import {Vm} from "forge-std/Vm.sol";
import {LayerToken} from "../../contracts/LayerToken.sol";
import {ILayerToken} from "../../contracts/interfaces/ILayerToken.sol";

/// @notice Who can change what of a layer, for every caller, every call of the layer and every argument that decides
///         anything. Proved by Halmos: `npm run analyze:contracts`.
contract LayerTokenProofs {
    Vm private constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    struct Arguments {
        address account;
        uint8 lever;
        uint16 value;
        uint32 revision;
        uint64 time;
        uint256 number;
        bytes32 key;
    }

    bytes4 private constant SAFE_TRANSFER = bytes4(keccak256("safeTransferFrom(address,address,uint256)"));
    bytes4 private constant SAFE_TRANSFER_WITH_DATA =
        bytes4(keccak256("safeTransferFrom(address,address,uint256,bytes)"));

    address private constant ARTIST = address(0xa27157);
    address private constant OWNER = address(0x0123e2);
    address private constant OPERATOR = address(0x09e2a7);
    uint256 private constant LAYER = 1 << 16 | 1;
    uint256 private constant FIRST_WORD = uint256(type(uint24).max) << 224;
    uint256 private constant BOUNDS = type(uint192).max;

    LayerToken private token;

    function setUp() public {
        token = new LayerToken(ARTIST, 2, "");
        ILayerToken.TokenSetup[] memory tokens = new ILayerToken.TokenSetup[](2);
        tokens[0] = ILayerToken.TokenSetup(ARTIST, BOUNDS, FIRST_WORD);
        tokens[1] = ILayerToken.TokenSetup(OWNER, BOUNDS, FIRST_WORD);
        vm.prank(ARTIST);
        token.createWork(bytes32(0), "manifest", tokens);
        vm.startPrank(OWNER);
        token.setApprovalForAll(OPERATOR, true);
        token.approve(OPERATOR, LAYER);
        vm.stopPrank();
    }

    /// @dev Anybody but the owner: the operator and the artist as well.
    function check_nobodyElse_changesTheWord(address caller, uint256 which, Arguments calldata any) external {
        vm.assume(caller != OWNER);
        attempt(caller, which, any);
        assert(token.styleOf(LAYER) == FIRST_WORD);
        assert(token.boundsOf(LAYER) == BOUNDS);
    }

    /// @dev Anybody but the owner and the operator. And but the zero address, whom Solady's `approve` does not ask: no
    ///      transaction comes from it.
    function check_nobodyElse_movesTheToken(address caller, uint256 which, Arguments calldata any) external {
        vm.assume(caller != OWNER && caller != OPERATOR && caller != address(0));
        attempt(caller, which, any);
        assert(token.ownerOf(LAYER) == OWNER);
        assert(token.getApproved(LAYER) == OPERATOR);
        assert(token.epochOf(LAYER) == 0);
        assert(token.signatureEpochOf(LAYER) == 0);
        assert(token.userOf(LAYER) == address(0));
    }

    /// @dev Even the owner: what was frozen stays as it is.
    function check_aFrozenWord_neverChanges(address caller, uint256 which, Arguments calldata any) external {
        vm.prank(OWNER);
        token.freeze(LAYER);
        uint256 word = token.styleOf(LAYER);
        attempt(caller, which, any);
        assert(token.styleOf(LAYER) == word);
    }

    /// @dev The owner's restyle moves one lever, the revision and nothing else, or it is refused.
    function check_theOwner_movesWhatWasNamedAlone(uint256 which, Arguments calldata any) external {
        attempt(OWNER, which % 3, any);
        uint256 word = token.styleOf(LAYER);
        uint256 others = which % 3 == 2 ? 0 : ~(uint256(type(uint16).max) << (uint256(any.lever) * 16));
        if (word != FIRST_WORD) {
            assert(uint32(word >> 192) == 1 && word >> 224 == FIRST_WORD >> 224);
            assert(uint192(word) & others == 0);
        }
    }

    /// @dev Whatever the counts are, a transfer and a revocation each add one to their own and touch nothing else.
    function check_epochs_riseByOneEach(uint48 epoch, uint40 revocations, bool revoke) external {
        vm.assume(uint256(epoch) + revocations < type(uint48).max && revocations < type(uint40).max);
        // Solady's slot of the owner, with the extra data above.
        uint256 slot = 2 * LAYER + uint256(keccak256(abi.encode((LAYER >> 32 << 32) | 0x7d882553)));
        uint256 owned = uint256(revocations) << 208 | uint256(epoch) << 160 | uint160(OWNER);
        vm.store(address(token), bytes32(slot), bytes32(owned));
        assert(token.signatureEpochOf(LAYER) == uint256(epoch) + revocations);
        vm.prank(OWNER);
        if (revoke) token.revokeSignatures(LAYER);
        else token.transferFrom(OWNER, OPERATOR, LAYER);
        assert(token.signatureEpochOf(LAYER) == uint256(epoch) + revocations + 1);
        assert(token.epochOf(LAYER) == (revoke ? epoch : epoch + 1));
        assert(token.ownerOf(LAYER) == (revoke ? OWNER : OPERATOR));
        assert(token.styleOf(LAYER) == FIRST_WORD);
    }

    /// @dev Refused or not: what it did is what counts. `setStyleBySig` is left out, because it brings the owner's own word,
    ///      and `createWork`, because it writes the tokens of a new work alone.
    function attempt(address caller, uint256 which, Arguments calldata any) private {
        bytes memory data;
        if (which == 0) data = abi.encodeCall(token.setStyle, (LAYER, changeOf(any), any.revision));
        else if (which == 1) data = abi.encodeCall(token.setStyles, (severalOf(any)));
        else if (which == 2) data = abi.encodeCall(token.setTrait, (LAYER, any.key, bytes32(any.number)));
        else if (which == 3) data = abi.encodeCall(token.freeze, (LAYER));
        else if (which == 4) data = abi.encodeCall(token.setUser, (LAYER, any.account, any.time));
        else if (which == 5) data = abi.encodeCall(token.revokeSignatures, (LAYER));
        else if (which == 6) data = abi.encodeCall(token.approve, (any.account, LAYER));
        else if (which == 7) data = abi.encodeCall(token.setApprovalForAll, (any.account, true));
        else if (which == 8) data = abi.encodeCall(token.transferFrom, (any.account, OPERATOR, LAYER));
        else if (which == 9) data = abi.encodeWithSelector(SAFE_TRANSFER, any.account, OPERATOR, LAYER);
        else if (which == 10) data = abi.encodeWithSelector(SAFE_TRANSFER_WITH_DATA, any.account, OPERATOR, LAYER, "");
        else if (which == 11) data = abi.encodeCall(token.setRoyalty, (1, any.account, any.number));
        else if (which == 12) data = abi.encodeCall(token.setBaseURI, (""));
        else if (which == 13) data = abi.encodeCall(token.setRenderer, (any.account));
        else data = abi.encodeCall(token.freezeMetadata, ());
        vm.prank(caller);
        (bool done,) = address(token).call(data);
        done;
    }

    function changeOf(Arguments calldata any) private pure returns (bytes memory) {
        return abi.encodePacked(any.lever, any.value);
    }

    function severalOf(Arguments calldata any) private pure returns (ILayerToken.StyleChange[] memory several) {
        several = new ILayerToken.StyleChange[](1);
        several[0] = ILayerToken.StyleChange(LAYER, changeOf(any), any.revision);
    }
}
